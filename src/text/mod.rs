//! Every visible word, Chinese first, complete in both languages.
//!
//! Each message is a value with typed parts; the `messages!` macro refuses to compile one that lacks a language.

pub mod labels;
pub mod ledger;
pub mod plan;
pub mod store;

pub use labels::Label;

/// Language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// From a locale name such as `zh_CN.UTF-8` or `en-GB`; Chinese unless it is clearly another language.
    pub fn from_locale(locale: &str) -> Self {
        let locale = locale.to_ascii_lowercase();
        if locale.is_empty()
            || locale.starts_with("zh")
            || locale == "c"
            || locale.starts_with("c.")
            || locale == "posix"
        {
            Self::Zh
        } else {
            Self::En
        }
    }
}

/// A text in the user's language.
pub trait Say {
    /// The sentence.
    fn say(&self, lang: Lang) -> String;
}

/// Declares an enumeration of messages, each with its parts and its wording in both languages.
///
/// Parts are shown with `{part}` exactly as `format!` does. `CATALOGUE` lists the raw wordings for the tests.
#[macro_export]
macro_rules! messages {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$vmeta:meta])* $variant:ident $({ $($part:ident : $type:ty),+ $(,)? })? => $zh:literal, $en:literal;)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        #[allow(missing_docs)]
        pub enum $name { $($(#[$vmeta])* $variant $({ $($part: $type),+ })?),+ }

        impl $name {
            /// Name, Chinese and English wording of every message.
            pub const CATALOGUE: &'static [(&'static str, &'static str, &'static str)] =
                &[$((stringify!($variant), $zh, $en)),+];
        }

        impl $crate::text::Say for $name {
            fn say(&self, lang: $crate::text::Lang) -> String {
                match (self, lang) {
                    $(
                        (Self::$variant $({ $($part),+ })?, $crate::text::Lang::Zh) => {
                            $($(let _ = $part;)+)?
                            format!($zh)
                        }
                        (Self::$variant $({ $($part),+ })?, $crate::text::Lang::En) => {
                            $($(let _ = $part;)+)?
                            format!($en)
                        }
                    )+
                }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    messages! {
        /// Sample.
        pub enum Sample {
            Plain => "好", "good";
            Parts { row: u32, what: String } => "第 {row} 行：{what}", "row {row}: {what}";
        }
    }

    #[test]
    fn messages_speak_both_languages() {
        let message = Sample::Parts { row: 3, what: "x".into() };
        assert_eq!(message.say(Lang::Zh), "第 3 行：x");
        assert_eq!(message.say(Lang::En), "row 3: x");
        assert_eq!(Sample::Plain.say(Lang::En), "good");
        assert_eq!(Sample::CATALOGUE.len(), 2);
    }

    #[test]
    fn locales_choose_the_language() {
        assert_eq!(Lang::from_locale("zh_CN.UTF-8"), Lang::Zh);
        assert_eq!(Lang::from_locale("C.UTF-8"), Lang::Zh);
        assert_eq!(Lang::from_locale("en-GB"), Lang::En);
    }
}
