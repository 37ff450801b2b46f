//! Land and plants by place: what is free, what leads ask for, what is to be expected.

use eframe::egui::{RichText, ScrollArea, Ui};
use jiff::civil::Date;

use super::{
    asked::{Asked, Made},
    tables::{number, of_talks, open},
};
use crate::{
    domain::ids::LeadId,
    ledger::{
        View,
        forecast::ground::{Area, Ground, Lot, Use},
    },
    report::{
        seen::Seen,
        table::{Cell, ColumnKind},
    },
    text::{
        format,
        ui_capacity::{CapacityText, GroundText as Text},
    },
    ui::{
        context::{PageContext, Post},
        pages::slots::name_of,
        route::{PageId, Place},
        table_form::seen,
        theme::tokens::{ROW, ROW_DENSE},
        widgets::{EmptyState, RowKind, SmallColumn, SmallTable, UiExt},
    },
};

/// Name of the job.
const GROUND: &str = "capacity ground";
/// Leads listed.
const LISTED: usize = 30;

/// Land or plants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Land,
    Plant,
}

impl Kind {
    const fn title(self) -> Text {
        match self {
            Self::Land => Text::Land,
            Self::Plant => Text::Plants,
        }
    }

    const fn unit(self) -> Text {
        match self {
            Self::Land => Text::Mu,
            Self::Plant => Text::SquareMetre,
        }
    }
}

/// What is looked at.
#[derive(Default)]
pub struct GroundView {
    made: Asked<Date, Vec<Ground>>,
    /// Row whose leads are shown.
    open: Option<(usize, Kind)>,
}

/// One kind of ground of one place, with figures of its unit.
struct Line {
    free: Lot<f64>,
    later: Lot<f64>,
    reserved: f64,
    taken: f64,
    silent_sites: u32,
    signed: Lot<f64>,
    wanted: f64,
    expected: f64,
    balance: f64,
    silent: u32,
    leads: Vec<(LeadId, f64, f64)>,
}

impl Line {
    /// None where there is nothing to say.
    fn of<A: Area>(found: &Use<A>) -> Option<Self> {
        let lot = |lot: Lot<A>| Lot { count: lot.count, area: lot.area.size() };
        (!found.is_empty()).then(|| Self {
            free: lot(found.free),
            later: lot(found.later),
            reserved: found.reserved.area.size(),
            taken: found.taken.area.size(),
            silent_sites: found.silent_sites,
            signed: lot(found.signed),
            wanted: found.wanted.size(),
            expected: found.expected.size(),
            balance: found.balance().size(),
            silent: found.silent,
            leads: found.leads.iter().map(|wish| (wish.lead, wish.area.size(), wish.p)).collect(),
        })
    }
}

fn line(ground: &Ground, kind: Kind) -> Option<Line> {
    match kind {
        Kind::Land => Line::of(&ground.land),
        Kind::Plant => Line::of(&ground.plant),
    }
}

impl GroundView {
    /// Lets go of what was counted.
    pub fn rest(&mut self) {
        self.made.rest();
    }

    /// The tables as one for a file; none while they are being worked out.
    pub fn seen(&self, ctx: &PageContext<'_>, title: &str, day: &str) -> Option<Seen> {
        let made = self.made.made()?;
        let say = |text: Text| ctx.say(&text);
        let columns = vec![
            open(say(Text::Title), ColumnKind::Text),
            open(say(Text::Place), ColumnKind::Text),
            open(say(Text::Free), ColumnKind::Number(1)),
            open(ctx.say(&CapacityText::SitesOf { title: say(Text::Free) }), ColumnKind::Number(0)),
            open(say(Text::Reserved), ColumnKind::Number(1)),
            open(say(Text::Taken), ColumnKind::Number(1)),
            of_talks(say(Text::Leads), ColumnKind::Number(0)),
            of_talks(say(Text::Wanted), ColumnKind::Number(1)),
            of_talks(say(Text::Expected), ColumnKind::Number(1)),
            of_talks(say(Text::Balance), ColumnKind::Number(1)),
        ];
        let mut rows = Vec::new();
        for kind in [Kind::Land, Kind::Plant] {
            let name = format!("{} {}", say(kind.title()), say(kind.unit()));
            for ground in &made.value {
                let Some(line) = line(ground, kind) else { continue };
                rows.push(vec![
                    Cell::text(&name),
                    Cell::text(place_name(&made.view, ground, ctx)),
                    Cell::Number(line.free.area),
                    number(line.free.count),
                    Cell::Number(line.reserved),
                    Cell::Number(line.taken),
                    Cell::count(line.leads.len()),
                    Cell::Number(line.wanted),
                    Cell::Number(line.expected),
                    Cell::Number(line.balance),
                ]);
            }
        }
        Some(seen(ctx, title, &[day.to_owned()], columns, rows))
    }

    /// Draws the tables.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, until: Date, out: &mut Vec<Post>) {
        let made = self.made.look(GROUND, &until, ctx, out, |view, until, _| Some(view.ground(*until)));
        let Some(made) = made else { return };
        if made.value.is_empty() {
            let empty = EmptyState {
                icon: crate::ui::theme::icons::MAP_PIN,
                title: &ctx.say(&Text::Empty),
                note: &ctx.say(&Text::EmptyNote),
                action: Some(&ctx.say(&Text::OpenSites)),
            };
            if empty.ui(ui) {
                out.push(Post::Go(Place::part(PageId::Data, "sites")));
            }
            return;
        }
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width((ui.available_width() - 10.0).min(1180.0));
            ui.secondary(ctx.say(&Text::Note { day: format::iso_date(until) }));
            for kind in [Kind::Land, Kind::Plant] {
                ui.add_space(8.0);
                ui.card(|ui| {
                    ui.set_width(ui.available_width());
                    self.kind_ui(ui, &made, kind, ctx, out);
                });
            }
        });
    }

    fn kind_ui(
        &mut self,
        ui: &mut Ui,
        made: &Made<Date, Vec<Ground>>,
        kind: Kind,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) {
        let (view, grounds, until) = (&made.view, &made.value, made.key);
        let unit = ctx.say(&kind.unit());
        ui.horizontal(|ui| {
            ui.section_title(ctx.say(&kind.title()));
            ui.secondary(&unit);
        });
        let titles = [
            Text::Place,
            Text::Free,
            Text::Reserved,
            Text::Taken,
            Text::Leads,
            Text::Wanted,
            Text::Expected,
            Text::Balance,
        ]
        .map(|text| ctx.say(&text));
        let tips = [Text::WantedTip, Text::BalanceTip].map(|text| ctx.say(&text));
        let columns = [
            SmallColumn::text(&titles[0], 160.0).stretching(),
            SmallColumn::number(&titles[1], 150.0),
            SmallColumn::number(&titles[2], 96.0),
            SmallColumn::number(&titles[3], 96.0),
            SmallColumn::number(&titles[4], 72.0),
            SmallColumn::number(&titles[5], 112.0).explained(&tips[0]),
            SmallColumn::number(&titles[6], 112.0),
            SmallColumn::number(&titles[7], 112.0).explained(&tips[1]),
        ];
        let table = SmallTable::new(ui.available_width(), &columns);
        ui.spacing_mut().item_spacing.y = 0.0;
        table.header_ui(ui, &columns);
        for (row, ground) in grounds.iter().enumerate() {
            let Some(line) = line(ground, kind) else { continue };
            let place = place_name(view, ground, ctx);
            let open = self.open == Some((row, kind));
            let area = |size: f64| format::number(size, usize::from(kind == Kind::Land));
            let words = ctx.say(&Text::RowNamed {
                place: place.clone(),
                free: area(line.free.area),
                expected: area(line.expected),
                balance: area(line.balance),
            });
            let response = table.row_ui(ui, ROW, RowKind::Opener { words: &words, open }, |ui, column| {
                let tokens = ui.tokens();
                match column {
                    0 => {
                        let caret = if open {
                            crate::ui::theme::icons::CARET_DOWN
                        } else {
                            crate::ui::theme::icons::CARET_RIGHT
                        };
                        ui.label(RichText::new(caret).size(12.0).color(tokens.text_soft));
                        ui.elided(&place);
                    }
                    1 => {
                        if line.free.count > 0 {
                            ui.secondary(ctx.say(&Text::Sites { count: line.free.count }));
                        }
                        ui.label(area(line.free.area));
                    }
                    2 => {
                        ui.label(area(line.reserved));
                    }
                    3 => {
                        ui.label(area(line.taken));
                    }
                    4 => {
                        ui.label(format::count(line.leads.len()));
                    }
                    5 => {
                        ui.label(area(line.wanted));
                    }
                    6 => {
                        ui.label(area(line.expected));
                    }
                    _ => {
                        let colour = if line.balance < 0.0 { tokens.estimate_text } else { tokens.text };
                        ui.label(RichText::new(area(line.balance)).color(colour));
                    }
                }
            });
            if response.clicked() {
                self.open = (!open).then_some((row, kind));
            }
            if open {
                leads_ui(ui, view, &line, (kind, until), ctx, out);
            }
        }
    }
}

fn leads_ui(
    ui: &mut Ui,
    view: &View,
    line: &Line,
    (kind, until): (Kind, Date),
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
) {
    let titles = [String::new(), ctx.say(&Text::Area), ctx.say(&Text::Chance), ctx.say(&Text::Share)];
    let columns = [
        SmallColumn::text(&titles[0], 200.0).stretching(),
        SmallColumn::number(&titles[1], 112.0),
        SmallColumn::number(&titles[2], 96.0),
        SmallColumn::number(&titles[3], 112.0),
    ];
    ui.indent("leads of a place", |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let table = SmallTable::new((ui.available_width()).min(860.0), &columns);
        if !line.leads.is_empty() {
            table.header_ui(ui, &columns);
        }
        let area = |size: f64| format::number(size, usize::from(kind == Kind::Land));
        for (id, size, p) in line.leads.iter().take(LISTED) {
            let Some(lead) = view.snapshot.leads.get(id.uuid()) else { continue };
            let company = name_of(view, lead.company);
            let words =
                ctx.say(&Text::LeadNamed { company: company.to_owned(), area: area(*size), p: format::share(*p) });
            let response = table.row_ui(ui, ROW_DENSE, RowKind::Button(&words), |ui, column| match column {
                0 => {
                    ui.elided(company).on_hover_text(&*lead.title);
                }
                1 => {
                    ui.label(area(*size));
                }
                2 => {
                    ui.label(format::share(*p));
                }
                _ => {
                    ui.label(area(*size * *p));
                }
            });
            if response.clicked() {
                out.push(Post::Go(Place::lead(*id)));
            }
        }
        ui.spacing_mut().item_spacing.y = 4.0;
        let sized = |size: f64| format!("{} {}", area(size), ctx.say(&kind.unit()));
        let notes = [
            (line.later.count > 0).then(|| Text::SitesLater {
                count: line.later.count,
                area: sized(line.later.area),
                day: format::iso_date(until),
            }),
            (line.signed.count > 0)
                .then(|| Text::LeadsSigned { count: line.signed.count, area: sized(line.signed.area) }),
            (line.leads.len() > LISTED).then(|| Text::More { count: line.leads.len() - LISTED }),
            (line.silent > 0).then_some(Text::LeadsSilent { count: line.silent }),
            (line.silent_sites > 0).then_some(Text::SitesSilent { count: line.silent_sites }),
        ];
        for note in notes.into_iter().flatten() {
            ui.secondary(ctx.say(&note));
        }
        ui.add_space(4.0);
    });
}

fn place_name(view: &View, ground: &Ground, ctx: &PageContext<'_>) -> String {
    let Some(id) = &ground.place else { return ctx.say(&Text::NoPlace) };
    let place = view.policy.plan.places.iter().find(|place| place.id == *id);
    place.map_or_else(|| id.to_string(), |place| place.name.in_lang(ctx.lang).to_owned())
}
