//! 准入 gates: pass, unknown or fail, each with its proof. Never averaged into the value.

use jiff::civil::Date;

use crate::domain::{
    company::{Company, GateCheck, GateState},
    fit::{Fit, Role},
    ids::{GateCheckId, GateId},
    plan::{Gate, GateRule},
    record::Text,
};

/// The state of one gate for one company.
#[derive(Debug, Clone, PartialEq)]
pub struct GateFinding {
    /// Gate of the plan; its text and heading stand there.
    pub gate: GateId,
    /// State.
    pub state: GateState,
    /// Why.
    pub basis: GateBasis,
}

/// What a gate's state rests on.
#[derive(Debug, Clone, PartialEq)]
pub enum GateBasis {
    /// A person's check, with its proof and day.
    Check {
        /// Check.
        id: GateCheckId,
        /// Proof as written.
        proof: Text,
        /// Day.
        checked_on: Option<Date>,
    },
    /// Nobody checked.
    NotChecked,
    /// 登记状态 as written.
    Registration(Text),
    /// 登记状态 is not known.
    NoRegistration,
    /// 登记状态 says something that neither passes nor fails, such as 迁出.
    OtherRegistration(Text),
    /// The company's text shows that it makes something of the plan.
    MakesProducts,
    /// The national classification says manufacturing.
    ManufacturingIndustry(Text),
    /// The national classification names a trade or service, and no text speaks of making anything.
    OtherIndustry(Text),
    /// Nothing proves either.
    NoProof,
}

/// Words of 登记状态 that say the company is gone. 迁出 is not among them: it lives on elsewhere.
const GONE: [&str; 13] = [
    "注销",
    "吊销",
    "撤销",
    "清算",
    "停业",
    "解散",
    "破产",
    "关闭",
    "终止",
    "revoked",
    "dissolved",
    "deregistered",
    "liquidat",
];
/// Words that say it exists.
const LIVES: [&str; 8] = ["存续", "在业", "开业", "在营", "在册", "正常", "active", "in operation"];
/// Words that turn a word above into its opposite, or say that something is wrong.
const DOUBT: [&str; 8] = ["非正常", "不正常", "异常", "未注销", "迁出", "歇业", "inactive", "not active"];

/// Divisions of the national classification that are clearly trade or service.
const OTHER_TRADES: [&str; 18] = [
    "批发",
    "零售",
    "住宿",
    "餐饮",
    "金融",
    "保险",
    "房地产",
    "租赁",
    "商务服务",
    "教育",
    "物流",
    "仓储",
    "邮政",
    "娱乐",
    "居民服务",
    "运输",
    "农业",
    "建筑装饰",
];

/// The state of a gate on a day.
pub fn finding(gate: &Gate, company: &Company, fit: &Fit, checks: &[&GateCheck], on: Date) -> GateFinding {
    let check = checks
        .iter()
        .filter(|check| check.gate == gate.id && check.checked_on.is_none_or(|day| day <= on))
        .max_by_key(|check| (check.checked_on, check.id));
    if let Some(check) = check.filter(|check| check.state != GateState::Unknown) {
        let basis = GateBasis::Check { id: check.id, proof: check.proof.clone(), checked_on: check.checked_on };
        return GateFinding { gate: gate.id.clone(), state: check.state, basis };
    }
    let (state, basis) = match gate.rule {
        GateRule::Manual => (GateState::Unknown, GateBasis::NotChecked),
        GateRule::Registration => registration(company),
        GateRule::Manufacturing => manufacturing(company, fit),
    };
    GateFinding { gate: gate.id.clone(), state, basis }
}

/// The worst of several states; a plan without gates lets everybody pass.
pub fn overall(states: impl IntoIterator<Item = GateState>) -> GateState {
    states.into_iter().max().unwrap_or(GateState::Pass)
}

fn registration(company: &Company) -> (GateState, GateBasis) {
    let written = company.registration_status.trim();
    if written.is_empty() {
        return (GateState::Unknown, GateBasis::NoRegistration);
    }
    let text = written.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    // 吊销，未注销 is revoked all the same: only the bare 未注销 is taken away before looking.
    let without_negated = text.replace("未注销", "");
    let gone = GONE.iter().any(|word| without_negated.contains(word));
    if gone {
        (GateState::Fail, GateBasis::Registration(written.into()))
    } else if has(&LIVES) && !has(&DOUBT) {
        (GateState::Pass, GateBasis::Registration(written.into()))
    } else {
        (GateState::Unknown, GateBasis::OtherRegistration(written.into()))
    }
}

fn manufacturing(company: &Company, fit: &Fit) -> (GateState, GateBasis) {
    let industry = company.industry.trim();
    let by_code = division(&company.industry_code).map(|division| (13..=43).contains(&division));
    if industry.contains("制造") || industry.contains("加工业") || by_code == Some(true) {
        let written = if industry.is_empty() { company.industry_code.trim() } else { industry };
        return (GateState::Pass, GateBasis::ManufacturingIndustry(written.into()));
    }
    let makes = fit.shows(Role::Makes);
    if makes && !fit.trader {
        return (GateState::Pass, GateBasis::MakesProducts);
    }
    // Fail only when it is clear: the classification says trade or service, and no text speaks of making or developing.
    let other = OTHER_TRADES.iter().any(|word| industry.contains(word));
    let speaks_of_making = [&company.main_business, &company.products, &company.business_scope, &company.introduction]
        .iter()
        .any(|text| ["制造", "生产", "加工", "研发", "manufactur"].iter().any(|word| text.contains(word)));
    if other && !makes && !fit.shows(Role::Develops) && !speaks_of_making && by_code.is_none_or(|by_code| !by_code) {
        return (GateState::Fail, GateBasis::OtherIndustry(industry.into()));
    }
    (GateState::Unknown, GateBasis::NoProof)
}

/// The two-digit division of a GB/T 4754 code such as `3670` or `C3670`.
fn division(code: &str) -> Option<u32> {
    let digits: String = code
        .trim()
        .trim_start_matches(|letter: char| letter.is_ascii_alphabetic())
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    digits.get(..2).and_then(|two| two.parse().ok())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::scoring::testing::{company, fit, gate_check, small_plan};

    fn state_of(gate: &str, company: &Company, fit: &Fit, checks: &[&GateCheck]) -> GateState {
        let plan = small_plan();
        let gate = plan.gates.iter().find(|entry| entry.id.as_str() == gate).unwrap();
        finding(gate, company, fit, checks, date(2026, 6, 1)).state
    }

    #[test]
    fn registration_words() {
        for (written, expected) in [
            ("存续", GateState::Pass),
            ("存续（在营、开业、在册）", GateState::Pass),
            ("在业", GateState::Pass),
            ("正常", GateState::Pass),
            ("Active", GateState::Pass),
            ("非正常", GateState::Unknown),
            ("经营异常", GateState::Unknown),
            ("迁出", GateState::Unknown),
            ("歇业", GateState::Unknown),
            ("inactive", GateState::Unknown),
            ("", GateState::Unknown),
            ("？", GateState::Unknown),
            ("注销", GateState::Fail),
            ("吊销，未注销", GateState::Fail),
            ("吊销,已注销", GateState::Fail),
            ("清算中", GateState::Fail),
            ("Dissolved", GateState::Fail),
        ] {
            let firm = Company { registration_status: written.into(), ..company(1, "n") };
            assert_eq!(state_of("struck_off", &firm, &Fit::default(), &[]), expected, "{written}");
        }
    }

    #[test]
    fn manufacturing_is_unknown_unless_clear() {
        let firm = |industry: &str, code: &str, scope: &str| Company {
            industry: industry.into(),
            industry_code: code.into(),
            business_scope: scope.into(),
            ..company(1, "n")
        };
        let none = Fit::default();
        let state = |firm: &Company, fit: &Fit| state_of("manufacturing", firm, fit, &[]);
        assert_eq!(state(&firm("电子器件制造", "", ""), &none), GateState::Pass);
        assert_eq!(state(&firm("", "C3670", ""), &none), GateState::Pass);
        assert_eq!(state(&firm("", "", ""), &none), GateState::Unknown);
        assert_eq!(state(&firm("批发业", "5179", "日用品销售"), &none), GateState::Fail);
        assert_eq!(state(&firm("批发业", "51", "家具生产、销售"), &none), GateState::Unknown);
        assert_eq!(state(&firm("软件和信息技术服务业", "65", ""), &none), GateState::Unknown);
        let makes = fit("ev_parts", "motors", Some("pm_motor"), 0.6, Role::Makes);
        assert_eq!(state(&firm("批发业", "51", ""), &makes), GateState::Pass);
        let mut trader = fit("ev_parts", "motors", Some("pm_motor"), 0.1, Role::Trades);
        trader.trader = true;
        assert_eq!(state(&firm("", "", "销售电机"), &trader), GateState::Unknown);
    }

    #[test]
    fn a_persons_latest_check_decides() {
        let firm = Company { registration_status: "注销".into(), ..company(1, "n") };
        let old = GateCheck { checked_on: Some(date(2025, 1, 1)), ..gate_check(1, 1, "struck_off", GateState::Fail) };
        let new = GateCheck { checked_on: Some(date(2026, 1, 1)), ..gate_check(1, 2, "struck_off", GateState::Pass) };
        let later = GateCheck { checked_on: Some(date(2027, 1, 1)), ..gate_check(1, 3, "struck_off", GateState::Fail) };
        let fit = Fit::default();
        assert_eq!(state_of("struck_off", &firm, &fit, &[&old, &later, &new]), GateState::Pass);
        let open = gate_check(1, 4, "struck_off", GateState::Unknown);
        assert_eq!(state_of("struck_off", &firm, &fit, &[&open]), GateState::Fail);
        assert_eq!(state_of("eliminated", &firm, &fit, &[]), GateState::Unknown);
        assert_eq!(overall([GateState::Pass, GateState::Fail, GateState::Unknown]), GateState::Fail);
        assert_eq!(overall([GateState::Pass, GateState::Unknown]), GateState::Unknown);
    }
}
