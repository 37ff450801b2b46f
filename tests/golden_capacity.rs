//! The worked example of slot need, and bounds that hold for it.

use zhaoshang::capacity::{SlotRange, distribution, priority};

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-12, "{a} is not {b}");
}

/// A slot of 1–2 with leads of .3, .5 and .2, β = .35; a new leader of p = .25 and slot value 100.
#[test]
fn worked_example_of_slot_need() {
    let chances = [0.3, 0.5, 0.2];
    for (p, expected) in distribution(&chances).iter().zip([0.28, 0.47, 0.22, 0.03]) {
        close(*p, expected);
    }
    let outlook = SlotRange { min: 1, max: 2 }.outlook(0.35, 0, &chances);
    close(outlook.need, 0.4445);
    close(outlook.expected_to_min, 0.72);
    close(outlook.expected_to_max, 0.97);
    close(outlook.expected, 1.0);
    close(outlook.reaches_min, 0.72);
    close(outlook.reaches_max, 0.25);
    close(priority(0.25, 100.0, 100.0, outlook.need), 11.1125);
}

/// G20: the true expected worth lies between its Poisson and its fluid approximation.
#[test]
fn g20_expected_worth() {
    let outlook = SlotRange { min: 1, max: 2 }.outlook(0.35, 0, &[0.3, 0.5, 0.2]);
    let worth = outlook.expected_to_min + 0.35 * (outlook.expected_to_max - outlook.expected_to_min);
    close(worth, 0.8075);
    assert!((0.724_605..=1.0).contains(&worth));
}
