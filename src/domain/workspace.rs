//! Who works in a workspace, on what, with which settings.

use super::{
    ids::{AuthorId, DeviceId, SavedViewId, SettingId},
    record::Text,
};
use crate::{record, words};

record! {
    /// A person who works in the workspace.
    pub struct Author(AuthorId) in Author {
        /// Name.
        name: Text,
        /// Unit (局, 科室, 专班).
        unit: Text,
    }
}

record! {
    /// A computer the workspace was edited on.
    pub struct Device(DeviceId) in Device {
        /// Name a person recognises.
        name: Text,
    }
}

words! {
    /// Name of a setting.
    pub enum SettingName {
        /// 目标日期, ISO date: needs and forecasts run to it.
        TargetDate = "target_date",
        /// Key of the active plan version.
        ActivePlan = "active_plan",
        /// Key of the active model version.
        ActiveModel = "active_model",
        /// Key of the active catalogue version.
        ActiveCatalogue = "active_catalogue",
        /// Key of the active version of the peer means; unset = none computed yet.
        ActivePeers = "active_peers",
        /// Key of the active version of the pipeline rules; unset = those the program ships with.
        ActiveRules = "active_rules",
        /// Title of the workspace.
        Title = "title",
        /// Set (to `yes`) where everything in the workspace is made up: window and documents say so.
        Fictional = "fictional",
    }
}

record! {
    /// A setting of the workspace.
    pub struct Setting(SettingId) in Setting {
        /// Which.
        name: SettingName,
        /// Its value.
        value: Text,
    }
}

record! {
    /// A view of a table that was given a name; shared by all who use the workspace.
    pub struct SavedView(SavedViewId) in SavedView {
        /// Name.
        name: Text,
        /// Page it belongs to.
        page: Text,
        /// Filter, columns, order, as the page writes them (JSON).
        content: Text,
    }
}
