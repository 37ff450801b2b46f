//! Trade fairs: who exhibits where, whom we mean to see, and what was said.

use jiff::civil::Date;

use super::{
    booth::natural_order,
    ids::{ActivityId, AuthorId, CompanyId, ExhibitorId, FairId, TalkId, VisitId},
    record::Text,
};
use crate::{record, words};

record! {
    /// A trade fair one goes to.
    pub struct Fair(FairId) in Fair {
        /// Name.
        name: Text,
        /// City.
        city: Text,
        /// First day.
        first_day: Date,
        /// Last day; none = one day.
        last_day: Option<Date>,
        /// Halls, one a line, in the order in which one walks them; empty = by their names.
        halls: Text,
        /// Who goes, by name, one a line.
        officers: Text,
        /// Most meetings of one officer on one day.
        meetings_per_day: i64,
        /// Minutes of one meeting.
        meeting_minutes: i64,
        /// Minutes from one hall to the next.
        walking_minutes: i64,
        /// Minutes of one day that are for meetings and walking.
        day_minutes: i64,
        /// Notes.
        notes: Text,
    }
}

impl Fair {
    /// A fair of which name and day are known; the rest as usual: twelve meetings a day of twenty minutes, ten minutes
    /// between halls, six hours.
    pub fn named(id: FairId, name: &str, first_day: Date) -> Self {
        Self {
            id,
            name: name.into(),
            city: Text::default(),
            first_day,
            last_day: None,
            halls: Text::default(),
            officers: Text::default(),
            meetings_per_day: 12,
            meeting_minutes: 20,
            walking_minutes: 10,
            day_minutes: 360,
            notes: Text::default(),
        }
    }

    /// Its last day.
    pub fn ends(&self) -> Date {
        self.last_day.filter(|day| *day >= self.first_day).unwrap_or(self.first_day)
    }

    /// Its days, at most sixty.
    pub fn days(&self) -> Vec<Date> {
        std::iter::successors(Some(self.first_day), |day| day.tomorrow().ok())
            .take_while(|day| *day <= self.ends())
            .take(60)
            .collect()
    }

    /// Whether it is on at a day.
    pub fn is_on(&self, day: Date) -> bool {
        (self.first_day..=self.ends()).contains(&day)
    }

    /// Place of a hall in the order of walking: those listed first, then the others by name.
    pub fn hall_place(&self, hall: &str) -> (usize, Text) {
        let listed = self.halls.lines().position(|listed| super::booth::Stand::read(listed).is_hall(hall));
        (listed.unwrap_or(usize::MAX), hall.into())
    }

    /// Which of two stands one comes to first.
    pub fn walk_order(&self, one: (&str, &str), other: (&str, &str)) -> std::cmp::Ordering {
        let ((a, hall_a), (b, hall_b)) = (self.hall_place(one.0), self.hall_place(other.0));
        // Whose hall is not known comes last.
        let unknown = |hall: &str| hall.is_empty();
        unknown(&hall_a)
            .cmp(&unknown(&hall_b))
            .then(a.cmp(&b))
            .then_with(|| natural_order(&hall_a, &hall_b))
            .then_with(|| natural_order(one.1, other.1))
    }
}

impl super::booth::Stand {
    /// Whether it names this hall, given as a hall or alone.
    fn is_hall(&self, hall: &str) -> bool {
        let own = if self.hall.is_empty() { &self.booth } else { &self.hall };
        !own.is_empty() && own.trim_end_matches('H') == hall
    }
}

record! {
    /// A company that exhibits at a fair.
    pub struct Exhibitor(ExhibitorId) in Exhibitor {
        /// Fair.
        fair: FairId,
        /// Company.
        company: CompanyId,
        /// Hall in its short form: see [`super::booth::Stand`].
        hall: Text,
        /// Stand within the hall.
        booth: Text,
        /// Note.
        note: Text,
    }
}

record! {
    /// A visit we mean to pay at a fair: an entry of the walk.
    pub struct Visit(VisitId) in Visit {
        /// Fair.
        fair: FairId,
        /// Whom.
        exhibitor: ExhibitorId,
        /// Who goes; none = not settled.
        officer: Option<AuthorId>,
        /// On which day; none = not settled.
        on_day: Option<Date>,
        /// Place in the walk of that officer and day, from 1; none = not settled.
        place: Option<i64>,
        /// Chosen by a person: a new proposal keeps it.
        pinned: bool,
        /// Over, whether or not a talk is on record.
        done: bool,
    }
}

words! {
    /// How near a talk is to something.
    pub enum Heat {
        /// 热: wants to come, or to go on at once
        Hot = "hot",
        /// 温: worth another talk
        Warm = "warm",
        /// 冷: nothing for now
        Cold = "cold",
    }
}

record! {
    /// A talk at a fair: what the officer noted beside its [`super::activity::Activity`].
    pub struct Talk(TalkId) in Talk {
        /// Fair; none = at no fair in particular.
        fair: Option<FairId>,
        /// Company.
        company: CompanyId,
        /// What was said.
        activity: ActivityId,
        /// How near it is; none = not judged.
        heat: Option<Heat>,
        /// Products it was about: words of the plan, one a line.
        products: Text,
        /// What we promised.
        promised: Text,
        /// What comes next.
        next_step: Text,
        /// By which day.
        next_on: Option<Date>,
        /// When it was saved, in milliseconds since 1970.
        at_ms: i64,
        /// Value V of the company before its answers, 0–100; none = not judged then.
        value_before: Option<f64>,
    }
}

impl Talk {
    /// Words of the products it was about.
    pub fn product_words(&self) -> impl Iterator<Item = &str> {
        self.products.lines().filter(|word| !word.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn fair() -> Fair {
        Fair {
            last_day: Some(date(2026, 9, 18)),
            ..Fair::named(FairId::from_uuid(Uuid::nil()), "示例展", date(2026, 9, 16))
        }
    }

    #[test]
    fn a_fair_has_its_days() {
        assert_eq!(fair().days(), [date(2026, 9, 16), date(2026, 9, 17), date(2026, 9, 18)]);
        assert!(fair().is_on(date(2026, 9, 18)) && !fair().is_on(date(2026, 9, 19)));
        let backwards = Fair { last_day: Some(date(2026, 9, 1)), ..fair() };
        assert_eq!(backwards.days(), [date(2026, 9, 16)]);
        let endless = Fair { last_day: Some(date(2030, 1, 1)), ..fair() };
        assert_eq!(endless.days().len(), 60);
    }

    #[test]
    fn one_walks_hall_by_hall_as_listed_and_by_numbers() {
        let mut stands = [("N3", "B12"), ("", "Z1"), ("N1", "A2"), ("N10", "A1"), ("N3", "B2"), ("N2", "C1")];
        stands.sort_by(|a, b| fair().walk_order(*a, *b));
        assert_eq!(stands, [("N1", "A2"), ("N2", "C1"), ("N3", "B2"), ("N3", "B12"), ("N10", "A1"), ("", "Z1")]);
        let listed = Fair { halls: "N3\n1号馆\nN1".into(), ..fair() };
        let mut stands = [("N1", "A2"), ("1", "C1"), ("N3", "B2"), ("N2", "A1")];
        stands.sort_by(|a, b| listed.walk_order(*a, *b));
        assert_eq!(stands, [("N3", "B2"), ("1", "C1"), ("N1", "A2"), ("N2", "A1")]);
    }
}
