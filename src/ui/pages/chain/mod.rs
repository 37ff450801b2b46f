//! The page Chain: the chain as a picture one can walk through, with what stands at each of its nodes beside it.

mod canvas;
mod gaps;
mod lists;
mod node;
mod prospects;

use std::sync::{Arc, Weak};

use eframe::egui::{Align, Key, Layout, Ui, UiBuilder};

use crate::{
    domain::{ids::BaseId, plan::Plan},
    ledger::{
        View,
        chain_map::{ChainMap, Spot},
    },
    report::{
        chain::{Chosen, Node, Poster, poster},
        scene::{PictureFormat, Scene, write},
    },
    text::{Label, Say, chain::ChainText as T, format, run::RunText, ui::UiText},
    ui::{
        commands::Command,
        context::{JobEnd, JobRequest, PageContext, Post},
        route::{PageId, Target},
        saving::{MakeFile, SaveForm, Saving},
        session::JUDGING,
        theme::icons,
        widgets::{EmptyState, SplitPane, UiExt, choice_box, paint_scene, progress_row, split_ui},
    },
};
use canvas::Canvas;
use prospects::Prospects;

/// Name of the job that counts.
const COUNTING: &str = "chain";
/// Name of the job and question that write the picture.
const SAVING: &str = "chain picture";

/// A node of the picture by its word.
fn spot_of(plan: &Plan, node: Node) -> Option<Spot> {
    let sector = plan.sectors.get(node.sector())?;
    Some(match node {
        Node::Sector(_) => Spot::Sector(sector.id.clone()),
        Node::Segment(_, segment) => Spot::Segment(sector.segments.get(segment)?.id.clone()),
        Node::Product(_, segment, product) => {
            Spot::Product(sector.segments.get(segment)?.products.get(product)?.id.clone())
        }
    })
}

/// What was counted over a view. The view is kept beside it: rows belong to that one.
#[derive(Debug, Clone)]
struct Counted {
    view: Arc<View>,
    map: Arc<ChainMap>,
}

/// What the page holds.
#[derive(Default)]
pub struct ChainPage {
    counted: Option<Counted>,
    /// Revision of the view last counted or being counted, and the base that was counted for.
    asked: Option<(u64, Option<BaseId>)>,
    /// What was counted when one left the page. A page out of sight keeps no view alive.
    resting: Option<(Weak<View>, Arc<ChainMap>)>,
    chosen: Chosen,
    /// Only what is of this base.
    base: Option<BaseId>,
    canvas: Canvas,
    selected: Option<Spot>,
    prospects: Prospects,
    save: SaveForm,
}

impl ChainPage {
    /// One went to another page.
    pub fn leave(&mut self) {
        self.resting = self.counted.take().map(|Counted { view, map }| (Arc::downgrade(&view), map));
        self.prospects = Prospects::default();
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Target::Part(part) = &ctx.target {
            self.selected = Spot::from_word(part);
            if let Some(spot) = &self.selected {
                // What one came for may be outside what the picture was narrowed to.
                self.chosen = Chosen::default();
                self.base = None;
                self.canvas.reveal(spot.clone());
            }
        }
        self.count(ctx, out);
        let Some(counted) = self.counted.clone() else {
            waiting_ui(ui, ctx, out);
            return;
        };
        let plan = Arc::clone(&counted.view.policy.plan);
        self.head_ui(ui, &plan, ctx);
        self.base_ui(ui, &counted, ctx);
        ui.add_space(4.0);
        if self.selected.is_some() && !self.save.is_open() && ui.input(|input| input.key_pressed(Key::Escape)) {
            self.selected = None;
        }
        let pane = SplitPane { name: "chain", share: 0.74, least: (380.0, 300.0), right_most: 460.0 };
        let Self { canvas, chosen, selected, prospects, .. } = self;
        let (chosen, selected) = (&*chosen, selected.as_ref());
        let mut picked = None;
        let mut walked = None;
        split_ui(
            ui,
            pane,
            ctx.lang,
            |ui| picked = canvas.ui(ui, &counted, chosen, selected, ctx),
            |ui| {
                let mut inner =
                    ui.new_child(UiBuilder::new().max_rect(ui.max_rect().with_min_x(ui.max_rect().left() + 8.0)));
                let ui = &mut inner;
                walked = match selected {
                    Some(spot) => node::ui(ui, &counted, spot, prospects, ctx, out),
                    None => gaps::ui(ui, &counted, chosen, ctx).map(Some),
                };
            },
        );
        if picked.is_some() || walked.is_some() {
            // What was chosen while drawing is shown in a frame of its own.
            ui.ctx().request_repaint();
        }
        if let Some(spot) = picked {
            // A second click on what is open closes it.
            self.selected = (self.selected.as_ref() != Some(&spot)).then_some(spot);
        }
        if let Some(spot) = walked {
            if let Some(spot) = &spot {
                self.canvas.reveal(spot.clone());
            }
            self.selected = spot;
        }
        self.prospects.ask(self.selected.as_ref(), &counted.view, &counted.map, ctx, out);
        self.status(&counted, ctx, out);
        self.save_ui(ui, &counted, ctx, out);
    }

    fn status(&self, counted: &Counted, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let (products, gaps, open) = gaps::counts(&counted.view.policy.plan, &counted.map, &self.chosen);
        out.push(Post::Status(T::Status { products, gaps, open }.say(ctx.lang)));
    }

    /// Title, filters, legend, zoom and export.
    fn head_ui(&mut self, ui: &mut Ui, plan: &Plan, ctx: &PageContext<'_>) {
        let lang = ctx.lang;
        ui.horizontal(|ui| {
            ui.page_title(PageId::Chain.label(lang));
            ui.add_space(8.0);
            self.filters_ui(ui, plan, ctx);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.icon_text_button(icons::EXPORT, &T::SavePicture.say(lang)).clicked() {
                    let day = format::iso_date(ctx.today);
                    self.save.open(&format!("{}.png", T::FileName { day }.say(lang)), ctx);
                }
                if ui.icon_button(icons::SELECTION, &T::WholePicture.say(lang)).clicked() {
                    self.canvas.whole();
                }
                if ui.icon_button(icons::PLUS, &T::ZoomIn.say(lang)).clicked() {
                    self.canvas.zoom_by(1.25);
                }
                if ui.icon_button(icons::MINUS, &T::ZoomOut.say(lang)).clicked() {
                    self.canvas.zoom_by(0.8);
                }
            });
        });
        ui.horizontal(|ui| {
            let legend = crate::report::chain::legend(lang);
            legend_ui(ui, &legend);
            ui.elided(eframe::egui::RichText::new(T::PictureHelp.say(lang)).small().color(ui.tokens().text_soft));
        });
    }

    /// Says that only one base is counted, over what is counted for it.
    fn base_ui(&mut self, ui: &mut Ui, counted: &Counted, ctx: &PageContext<'_>) {
        let plan = &counted.view.policy.plan;
        let Some(base) = counted.map.base.as_ref().and_then(|base| plan.base(base)) else { return };
        ui.horizontal(|ui| {
            ui.icon(icons::FUNNEL, ui.tokens().accent_text);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.link(T::ShowAllBases.say(ctx.lang)).clicked() {
                    self.base = None;
                    self.canvas.whole();
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.elided(T::BaseOn { base: base.name.in_lang(ctx.lang).to_owned() }.say(ctx.lang));
                });
            });
        });
    }

    fn filters_ui(&mut self, ui: &mut Ui, plan: &Plan, ctx: &PageContext<'_>) {
        let lang = ctx.lang;
        let before = (self.chosen.clone(), self.base.clone());
        let base = self.base.as_ref().and_then(|base| plan.base(base));
        let all = T::AllBases.say(lang);
        let shown = base.map_or(all.as_str(), |base| base.name.in_lang(lang));
        choice_box("chain base")
            .selected_text(shown)
            .width(170.0)
            .truncate()
            .show_ui(ui, |ui| {
                ui.selectable_value(&mut self.base, None, all.as_str());
                for base in &plan.bases {
                    let name = base.name.in_lang(lang);
                    ui.selectable_value(&mut self.base, Some(base.id.clone()), name);
                }
            })
            .response
            .accessible_name(T::Base.say(lang));
        let sector = self.chosen.sector.as_ref().and_then(|sector| plan.sector(sector));
        let all = T::AllSectors.say(lang);
        let shown = sector.map_or(all.as_str(), |sector| sector.name.in_lang(lang));
        choice_box("chain sector")
            .selected_text(shown)
            .width(170.0)
            .truncate()
            .show_ui(ui, |ui| {
                ui.selectable_value(&mut self.chosen.sector, None, all.as_str());
                for sector in &plan.sectors {
                    let name = sector.name.in_lang(lang);
                    ui.selectable_value(&mut self.chosen.sector, Some(sector.id.clone()), name);
                }
            })
            .response
            .accessible_name(T::Sector.say(lang));
        if before.1 != self.base {
            // Another base may have nothing of the sector.
            self.chosen.sector = None;
        }
        let mut anchors = !self.chosen.attracted_only;
        if self.chosen.sector.is_none() {
            ui.checkbox(&mut anchors, T::Anchors.say(lang)).on_hover_text(T::AnchorsTip.say(lang));
            self.chosen.attracted_only = !anchors;
        }
        if before != (self.chosen.clone(), self.base.clone()) {
            self.canvas.whole();
            ui.ctx().request_repaint();
        }
    }

    fn save_ui(&mut self, ui: &Ui, counted: &Counted, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let (title, note) = (T::SaveTitle.say(lang), T::SaveNote.say(lang));
        let saving = Saving { key: SAVING, title: &title, note: &note, endings: &["png", "svg"] };
        let chosen = &self.chosen;
        self.save.ui(ui, saving, ctx, out, || {
            let (counted, chosen) = (counted.clone(), chosen.clone());
            let workspace = title_of(ctx);
            let (day, fictional) = (format::date(ctx.today, lang), ctx.fictional);
            let make: MakeFile = Box::new(move |ending| {
                let plan = &counted.view.policy.plan;
                let around = Poster { workspace: &workspace, day: &day, fictional };
                let scene = poster(plan, &counted.map, &chosen, around, lang);
                let format = PictureFormat::from_word(ending).unwrap_or(PictureFormat::Png);
                write(&scene, format).map_err(|error| RunText::DocumentBad { error: error.to_string() }.say(lang))
            });
            make
        });
    }

    /// Has the chain counted anew when there is another view; what was counted last stays in sight until then.
    fn count(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some((view, map)) = self.resting.take() {
            self.counted = view.upgrade().map(|view| Counted { view, map });
            if self.counted.is_none() {
                self.asked = None;
            }
        }
        if let Some(JobEnd::Done(counted)) = ctx.take_result::<Counted>(COUNTING) {
            self.counted = Some(counted);
        }
        let Some(view) = ctx.view else { return };
        // A base that another plan had narrows nothing.
        let base = self.base.clone().filter(|base| view.policy.plan.base(base).is_some());
        let asked = Some((ctx.view_revision, base.clone()));
        if self.asked == asked {
            return;
        }
        self.asked = asked;
        let view = Arc::clone(view);
        out.push(Post::Job(JobRequest::new(COUNTING, "", move |_| {
            let map = Arc::new(ChainMap::of(&view, base.as_ref()));
            Counted { view, map }
        })));
    }
}

fn title_of(ctx: &PageContext<'_>) -> String {
    use crate::domain::workspace::SettingName;
    let name = || ctx.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    ctx.snapshot.setting(SettingName::Title).map_or_else(name, str::to_owned)
}

fn legend_ui(ui: &mut Ui, legend: &Scene) {
    use crate::ui::widgets::SceneView;
    use eframe::egui::{Role, Sense, WidgetInfo, vec2};
    let (rect, response) = ui.allocate_exact_size(vec2(legend.width, legend.height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &legend.title));
    paint_scene(ui.painter(), ui.tokens(), legend, SceneView { origin: rect.min, scale: 1.0 });
}

/// While companies are being scored for the first time, or cannot be.
fn waiting_ui(ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    ui.page_title(PageId::Chain.label(ctx.lang));
    ui.add_space(16.0);
    if ctx.view.is_some() {
        ui.secondary(T::Working.say(ctx.lang));
        return;
    }
    if let Some(job) = ctx.running.iter().find(|job| job.key == JUDGING) {
        ui.set_max_width(480.0);
        ui.card(|ui| {
            ui.set_width(456.0);
            progress_row(ui, &UiText::Judging.say(ctx.lang), &job.progress, ctx.lang);
        });
        return;
    }
    let empty = EmptyState {
        icon: PageId::Plan.icon(),
        title: &crate::text::ui_overview::OverviewText::NoView.say(ctx.lang),
        note: &crate::text::ui_overview::OverviewText::NoViewNote.say(ctx.lang),
        action: Some(ctx.label(Command::GoPlan)),
    };
    if empty.ui(ui) {
        out.push(Post::go(PageId::Plan));
    }
}
