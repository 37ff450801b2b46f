//! What is drawn is in the files, and nothing else.

use tiny_skia::Pixmap;

use super::*;

fn sample() -> Scene {
    let mut scene = Scene::new(120.0, 60.0, "漏斗 <A&B>");
    scene.fill(Area::new(10.0, 10.0, 40.0, 20.0), 4.0, Ink::Accent);
    scene.hatch(&Area::new(60.0, 10.0, 40.0, 20.0).corners(), 4.0, Stroke::new(Ink::Estimate, 1.0));
    scene.wedge(point(80.0, 45.0), [4.0, 10.0], [0.0, 0.75], Ink::Sector1);
    scene.line(point(0.0, 35.0), point(120.0, 35.0), Stroke::dashed(Ink::Line, 1.0));
    scene.text(Label::new(point(110.0, 50.0), "签约 12", 12.0, Ink::Text).bold().anchored(Anchor::End));
    scene.region(Area::new(10.0, 10.0, 40.0, 20.0), "签约 \"12\" 项", 3);
    scene
}

/// Colour at a point of the scene.
fn dot(pixmap: &Pixmap, x: f32, y: f32) -> [u8; 3] {
    let scale = 300.0 / 96.0;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let found = pixmap.pixel((x * scale) as u32, (y * scale) as u32).unwrap();
    [found.red(), found.green(), found.blue()]
}

#[test]
fn dots_have_the_colours_of_paper_and_the_size_of_print() {
    let bytes = write(&sample(), PictureFormat::Png).unwrap();
    let pixmap = Pixmap::decode_png(&bytes).unwrap();
    assert_eq!((pixmap.width(), pixmap.height()), (375, 188));
    assert_eq!(dot(&pixmap, 30.0, 20.0), Ink::Accent.on_paper());
    assert_eq!(dot(&pixmap, 10.1, 10.1), Ink::Paper.on_paper(), "corners are round");
    assert_eq!(dot(&pixmap, 80.0, 45.0), Ink::Paper.on_paper(), "a ring is open in its middle");
    assert_eq!(dot(&pixmap, 87.0, 46.0), Ink::Sector1.on_paper());
    assert_eq!(dot(&pixmap, 74.0, 41.0), Ink::Paper.on_paper(), "three quarters are drawn");
    assert_eq!(&bytes[37..41], b"pHYs");
    assert_eq!(bytes[41..45], 11_811_u32.to_be_bytes(), "300 dots an inch");
    assert_eq!(write(&sample(), PictureFormat::Png).unwrap(), bytes, "the same again");
}

#[test]
fn text_is_drawn_where_it_is_anchored() {
    let mut scene = Scene::new(100.0, 40.0, "");
    scene.text(Label::new(point(90.0, 20.0), "签约", 20.0, Ink::Text).anchored(Anchor::End));
    let pixmap = Pixmap::decode_png(&write(&scene, PictureFormat::Png).unwrap()).unwrap();
    let inked = |x: f32| (0..40).any(|y| dot(&pixmap, x, y as f32)[0] < 0x80);
    let columns: Vec<u8> = (0..100).filter(|x| inked(f32::from(*x))).collect();
    assert!(*columns.first().unwrap() >= 50 && *columns.last().unwrap() <= 90, "{columns:?}");
    let rows: Vec<u8> = (0..40).filter(|y| (0..100).any(|x| dot(&pixmap, x as f32, f32::from(*y))[0] < 0x80)).collect();
    let middle = f32::midpoint(f32::from(*rows.first().unwrap()), f32::from(*rows.last().unwrap()));
    assert!((middle - 20.0).abs() < 1.5, "its middle is at the height given: {rows:?}");
}

#[test]
fn vectors_are_well_formed_and_say_what_they_show() {
    let bytes = write(&sample(), PictureFormat::Svg).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut elements = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(_) | quick_xml::events::Event::Empty(_) => elements += 1,
            _ => {}
        }
    }
    assert!(elements > 10, "{elements}");
    assert!(text.contains("<title>漏斗 &lt;A&amp;B&gt;</title>"), "{text}");
    assert!(text.contains(">签约 12</text>"), "text stays text");
    assert!(text.contains("text-anchor=\"end\" font-weight=\"bold\""));
    assert!(text.contains("width=\"31.75mm\""), "the size of print");
}

#[test]
fn hatches_stay_in_their_shape() {
    let area = Area::new(3.0, 5.0, 30.0, 12.0);
    let lines = hatching(&area.corners(), 4.0);
    assert!(lines.len() >= 6, "{}", lines.len());
    let wider = Area::new(area.left - 0.01, area.top - 0.01, area.width + 0.02, area.height + 0.02);
    assert!(lines.iter().flatten().all(|at| wider.contains(*at)), "{lines:?}");
}

#[test]
fn widths_are_those_of_the_face() {
    assert!((advance("签约", 14.0, Weight::Regular) - 28.0).abs() < 1e-3);
    let digits = advance("0", 14.0, Weight::Regular);
    assert!((advance("1234567", 14.0, Weight::Regular) - 7.0 * digits).abs() < 1e-3, "digits are of one width");
    assert!(has_glyph('镕', Weight::Bold), "found in the regular face");
    assert_eq!(elided("重庆高新区", 10.0, Weight::Regular, 50.0), "重庆高新区");
    assert_eq!(elided("重庆高新区", 10.0, Weight::Regular, 42.0), "重庆高…");
    assert_eq!(elided("重庆", 10.0, Weight::Regular, 3.0), "");
}

#[test]
fn lines_break_as_chinese_breaks() {
    let broken = |text: &str, width: f32, most: usize| lines(text, 10.0, Weight::Regular, width, most);
    assert_eq!(broken("新能源汽车核心零部件", 50.0, 3), ["新能源汽车", "核心零部件"]);
    assert_eq!(broken("数控机床，增材制造", 40.0, 3), ["数控机", "床，增材", "制造"]);
    assert_eq!(broken("做强（封测）能力", 30.0, 4), ["做强", "（封", "测）能", "力"]);
    assert_eq!(broken("motor control unit", 45.0, 4), ["motor", "control", "unit"]);
    assert_eq!(broken("新能源汽车核心零部件", 50.0, 1), ["新能源汽…"]);
    assert!(broken("", 50.0, 2).is_empty());
}

#[test]
fn mixed_colours_lie_between_ink_and_paper() {
    assert_eq!(Ink::Text.tint(0).on_paper(), Ink::Paper.on_paper());
    assert_eq!(Ink::Text.tint(100).on_paper(), Ink::Text.on_paper());
    assert_eq!(Colour { ink: Ink::Text, strength: 50 }.mixed([0; 3], [255; 3]), [128; 3]);
}

#[test]
fn a_picture_without_size_is_refused() {
    assert!(matches!(write(&Scene::default(), PictureFormat::Png), Err(PictureError::Size { .. })));
}
