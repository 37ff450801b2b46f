//! A made-up workspace: fictional companies, facts, honours, gate checks, local firms and leads.
//!
//! The same plan, options and word file give the same records, keys included, on every platform: all choices are made
//! with integer arithmetic on one ChaCha8 stream, and lists are walked in file order. Changing a word list or the
//! order of draws changes the demo, which is allowed between releases and pinned by a test within one.
//!
//! The words are in `seeds/demo.toml`; that file also says why nothing here can be taken for a real firm.

mod codes;
mod companies;
mod dice;
mod facts;
mod fair;
mod leads;
mod registry;
mod texts;
mod words;
mod work;

#[cfg(test)]
#[allow(clippy::expect_used)] // a test may fail
mod tests;

use jiff::civil::Date;
use uuid::Uuid;

use super::insertions;
use crate::{
    domain::{
        activity::{Activity, Contact, Task},
        company::{Company, GateCheck, Honour},
        deal::{LeadAmount, Referral},
        fact::Fact,
        fair::{Exhibitor, Fair, Talk, Visit},
        ids::{AuthorId, LocalProductId, SegmentCoverageId, SettingId},
        lead::{Lead, StageMove},
        local_firm::{LocalProduct, SegmentCoverage},
        plan::Plan,
        site::{LocalNeed, Site},
        workspace::{Author, Setting, SettingName},
    },
    store::Change,
};
use companies::{Kind, Profile};
use dice::Dice;
use words::World;

/// How big a demo, and as of which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoOptions {
    /// Number of companies, local firms and branches included.
    pub companies: usize,
    /// Number of leads; none can be made when there is no company to court.
    pub leads: usize,
    /// Start of the random stream.
    pub seed: u64,
    /// The demo's present: no fact, honour or move is dated after it.
    pub today: Date,
}

impl DemoOptions {
    /// The demo shown by default: 300 companies and 60 leads.
    pub const fn new(today: Date) -> Self {
        Self { companies: 300, leads: 60, seed: 2025, today }
    }
}

/// The records of a demo workspace, in an order in which they can be stored.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DemoSet {
    /// Promotion officers.
    pub authors: Vec<Author>,
    /// Companies; a branch stands after its parent.
    pub companies: Vec<Company>,
    /// Facts about some of them.
    pub facts: Vec<Fact>,
    /// Their honours, some expired.
    pub honours: Vec<Honour>,
    /// Gates somebody looked at.
    pub gate_checks: Vec<GateCheck>,
    /// Leads in every stage.
    pub leads: Vec<Lead>,
    /// How each lead came to its stage, in order.
    pub moves: Vec<StageMove>,
    /// What local firms make.
    pub local_products: Vec<LocalProduct>,
    /// For which segments the list of local firms is complete.
    pub coverage: Vec<SegmentCoverage>,
    /// People at the companies that are courted.
    pub contacts: Vec<Contact>,
    /// Talks and visits.
    pub activities: Vec<Activity>,
    /// Tasks, some overdue.
    pub tasks: Vec<Task>,
    /// Amounts of the leads.
    pub amounts: Vec<LeadAmount>,
    /// Leads handed to partner zones.
    pub referrals: Vec<Referral>,
    /// Vacant land and plants.
    pub sites: Vec<Site>,
    /// What local firms look for.
    pub local_needs: Vec<LocalNeed>,
    /// A fair that is on.
    pub fairs: Vec<Fair>,
    /// Who exhibits at it.
    pub exhibitors: Vec<Exhibitor>,
    /// Whom we mean to see there.
    pub visits: Vec<Visit>,
    /// Talks of its first days.
    pub talks: Vec<Talk>,
}

impl DemoSet {
    /// Everything to begin a workspace with, and the mark that all of it is made up.
    pub fn changes(&self) -> Vec<Change> {
        // One key for all demonstrations: merging two of them gives one mark.
        let id = SettingId::from_uuid(Uuid::from_u128(MARK));
        let mark = Setting { id, name: SettingName::Fictional, value: "yes".into() };
        let mut changes = vec![Change::insert(&mark)];
        changes.extend(insertions(&self.authors));
        changes.extend(insertions(&self.companies));
        changes.extend(insertions(&self.facts));
        changes.extend(insertions(&self.honours));
        changes.extend(insertions(&self.gate_checks));
        changes.extend(insertions(&self.local_products));
        changes.extend(insertions(&self.coverage));
        changes.extend(insertions(&self.leads));
        changes.extend(insertions(&self.moves));
        changes.extend(insertions(&self.contacts));
        changes.extend(insertions(&self.activities));
        changes.extend(insertions(&self.tasks));
        changes.extend(insertions(&self.amounts));
        changes.extend(insertions(&self.referrals));
        changes.extend(insertions(&self.sites));
        changes.extend(insertions(&self.local_needs));
        changes.extend(insertions(&self.fairs));
        changes.extend(insertions(&self.exhibitors));
        changes.extend(insertions(&self.visits));
        changes.extend(insertions(&self.talks));
        changes
    }
}

/// Key of the mark that a workspace is made up; any version-4 key would do.
const MARK: u128 = 0x7a1f_5a3c_0d5e_4f6b_9c1d_6465_6d6f_0001;

/// Makes a demo workspace for a plan.
pub fn generate(plan: &Plan, options: &DemoOptions) -> DemoSet {
    let world = World::new(plan);
    let mut dice = Dice::new(options.seed, options.today);
    let mut set = DemoSet::default();
    for officer in &world.words.officers {
        let id = AuthorId::from_uuid(dice.key());
        set.authors.push(Author { id, name: officer.name.as_str().into(), unit: officer.unit.as_str().into() });
    }
    let owners: Vec<AuthorId> = set.authors.iter().map(|author| author.id).collect();

    set.companies.reserve_exact(options.companies);
    let mut profiles: Vec<Profile> = Vec::with_capacity(options.companies);
    let mut register = companies::Register::default();
    for index in 0..options.companies {
        let earlier = (&*set.companies, &*profiles);
        let (company, profile) = companies::company(&mut dice, &world, &mut register, index, earlier);
        facts::facts(&mut dice, &world, &owners, index, (&company, &profile), &mut set.facts);
        facts::honours(&mut dice, &world, &company, &profile, &mut set.honours);
        facts::gate_checks(&mut dice, &world, index, (&company, &profile), &mut set.gate_checks);
        if profile.kind == Kind::Local {
            local_products(&mut dice, &world, &company, &profile, &mut set.local_products);
        }
        set.companies.push(company);
        profiles.push(profile);
    }
    coverage(&mut dice, &world, &mut set.coverage);
    leads::leads(&mut dice, &world, options.leads, &owners, &profiles, &mut set);
    work::work(&world, options.seed, options.today, &mut set);
    fair::fair(&world, options.seed, options.today, &profiles, &mut set);
    // Entered in the order of their keys, as records are that people enter.
    set.facts.sort_unstable_by_key(|fact| fact.id);
    set.activities.sort_unstable_by_key(|entry| entry.id);
    set.tasks.sort_unstable_by_key(|task| task.id);
    set
}

/// One to three products of a local firm's segment; now and then only the segment is known.
fn local_products(
    dice: &mut Dice,
    world: &World<'_>,
    company: &Company,
    profile: &Profile,
    out: &mut Vec<LocalProduct>,
) {
    let Some((_, segment)) = world.segment(profile) else { return };
    let note = |dice: &mut Dice| dice.word(&world.words.local_customers).into();
    if segment.products.is_empty() || dice.chance(15) {
        let id = LocalProductId::from_uuid(dice.key());
        let note = note(dice);
        out.push(LocalProduct { id, company: company.id, segment: segment.id.clone(), product: None, note });
        return;
    }
    let start = dice.index(segment.products.len());
    let count = dice.between(1, 3) as usize;
    for product in segment.products.iter().cycle().skip(start).take(count.min(segment.products.len())) {
        let id = LocalProductId::from_uuid(dice.key());
        let note = note(dice);
        let product = Some(product.id.clone());
        out.push(LocalProduct { id, company: company.id, segment: segment.id.clone(), product, note });
    }
}

/// A third of the segments is marked complete, a third looked at but not complete, a third not looked at.
fn coverage(dice: &mut Dice, world: &World<'_>, out: &mut Vec<SegmentCoverage>) {
    for (index, (_, segment)) in world.plan.segments().enumerate() {
        let complete = match index % 3 {
            0 => true,
            1 => false,
            _ => continue,
        };
        let id = SegmentCoverageId::from_uuid(dice.key());
        let as_of = Some(dice.days_ago(10, 200));
        let source = if complete { &world.words.coverage_complete } else { &world.words.coverage_partial };
        out.push(SegmentCoverage { id, segment: segment.id.clone(), complete, as_of, source: source.as_str().into() });
    }
}
