//! What of a company says who it is, in compared form.

use jiff::civil::Date;

use super::{
    parts::NameParts,
    places::{Places, Region},
    scan::Entry,
    words::Trades,
};
use crate::domain::{company::Company, credit_code, name, script::simplified};

/// Sites on which anybody may have a page.
const PORTALS: &[&str] = &[
    "1688.com",
    "alibaba.com",
    "taobao.com",
    "tmall.com",
    "jd.com",
    "made-in-china.com",
    "weibo.com",
    "baidu.com",
    "qq.com",
    "facebook.com",
    "linkedin.com",
    "hc360.com",
    "b2b.cn",
    "china.cn",
    "makepolo.com",
    "gongchang.com",
];
/// Shorter addresses say nothing.
const SHORTEST_ADDRESS: usize = 6;

/// What of a company says who it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The registered name taken apart.
    pub parts: NameParts,
    /// Former, short and English names, and names it was entered under before, in compared form.
    pub other_names: Vec<Box<str>>,
    /// 统一社会信用代码 with right check digits; empty when none is known.
    pub code: Box<str>,
    /// A code of 18 characters whose check fails.
    pub faulty_code: Box<str>,
    /// Where name and place fields say it is.
    pub region: Region,
    /// Phone numbers of it and of its contacts, digits only.
    pub phones: Vec<Box<str>>,
    /// E-mail addresses of it and of its contacts.
    pub emails: Vec<Box<str>>,
    /// Host of its own website.
    pub host: Box<str>,
    /// 法定代表人
    pub person: Box<str>,
    /// Address in compared form, without the places at its head.
    pub address: Box<str>,
    /// 成立日期
    pub founded: Option<Date>,
}

impl Profile {
    /// The profile of a company.
    pub fn of(entry: Entry<'_>, places: &Places, trades: &Trades) -> Self {
        let Entry { company, aliases, contacts } = entry;
        let parts = NameParts::of(&company.name, places, trades);
        let fields = place_of(company, places);
        let said = company.former_names.lines().chain([&*company.short_name, &*company.english_name]);
        let mut other_names: Vec<Box<str>> = said
            .chain(aliases.iter().copied())
            .map(name::key)
            .filter(|key| key.chars().nth(1).is_some() && **key != *parts.whole)
            .map(String::into_boxed_str)
            .collect();
        other_names.sort_unstable();
        other_names.dedup();
        let code = credit_code::normalize(&company.credit_code);
        let (code, faulty_code) = match credit_code::check(&code) {
            Ok(()) => (code, String::new()),
            Err(_) if code.len() == 18 => (String::new(), code),
            Err(_) => (String::new(), String::new()),
        };
        let region = parts.region.clone().or(&fields);
        Self {
            other_names,
            code: code.into(),
            faulty_code: faulty_code.into(),
            region,
            phones: lines(contacts.iter().map(|contact| &*contact.phone).chain([&*company.phone]), phone),
            emails: lines(contacts.iter().map(|contact| &*contact.email).chain([&*company.email]), |raw| {
                raw.contains('@').then(|| raw.trim().to_lowercase())
            }),
            host: host(&company.website).unwrap_or_default().into(),
            person: name::key(&company.legal_representative).into(),
            address: street(&company.address, places).into(),
            founded: company.founded,
            parts,
        }
    }
}

/// Where the place fields and the address say a company is.
pub(super) fn place_of(company: &Company, places: &Places) -> Region {
    let mut region = Region::default();
    for text in [&company.province, &company.city, &company.district, &company.address] {
        if !text.is_empty() {
            region = region.or(&places.region(&compared(text)));
        }
    }
    region
}

/// A text of a place as it is compared.
pub(super) fn compared(text: &str) -> String {
    text.chars().map(simplified).filter(|c| !c.is_whitespace()).collect()
}

fn lines<'a>(texts: impl Iterator<Item = &'a str>, read: impl Fn(&str) -> Option<String>) -> Vec<Box<str>> {
    let mut found: Vec<Box<str>> = texts.flat_map(str::lines).filter_map(read).map(String::into_boxed_str).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The digits of a phone number without the country's code; none when it is too short to be one.
fn phone(raw: &str) -> Option<String> {
    let digits: String = raw.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86")).unwrap_or(&digits);
    (digits.len() >= 7).then(|| digits.to_owned())
}

/// The host of a website that is a firm's own.
fn host(raw: &str) -> Option<String> {
    let lower = raw.trim().to_lowercase();
    let bare = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = bare.split(['/', '?', '#', ' ', ';', '；']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let is_own =
        host.contains('.') && !PORTALS.iter().any(|portal| host == *portal || host.ends_with(&format!(".{portal}")));
    is_own.then(|| host.to_owned())
}

/// An address without the places at its head and without what registers add to it.
fn street(raw: &str, places: &Places) -> String {
    let text = compared(raw);
    let mut region = Region::default();
    let rest = places.strip(&text, &mut region);
    let rest = rest.strip_suffix("附近公司").unwrap_or(rest);
    let key = name::key(rest);
    if key.chars().count() < SHORTEST_ADDRESS { String::new() } else { key }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::{
        activity::Contact,
        ids::{CompanyId, ContactId},
    };

    #[test]
    fn what_identifies_is_brought_into_one_form() {
        let mut company = Company::named(CompanyId::from_uuid(Uuid::nil()), "江岸芯源（重庆）有限公司");
        company.former_names = "江岸电子有限公司".into();
        company.phone = "+86 138-0000-0000\n023-6812 0000\n12".into();
        company.website = "https://www.Example.com/about".into();
        company.address = "重庆市渝北区金开大道100号附近公司".into();
        let profile = Profile::of(Entry::of(&company), &Places::default(), &Trades::default());
        assert_eq!(profile.phones, ["02368120000".into(), Box::<str>::from("13800000000")]);
        assert_eq!(&*profile.host, "example.com");
        assert_eq!(&*profile.address, "金开大道100号");
        assert_eq!(profile.region.words(), "重庆渝北");
        assert_eq!(profile.other_names.len(), 1);
        let contact = Contact {
            id: ContactId::from_uuid(Uuid::nil()),
            company: company.id,
            name: "张三".into(),
            position: "".into(),
            phone: "139 0000 0000\n86 138 0000 0000".into(),
            wechat: "".into(),
            email: "".into(),
            main: true,
            source: "".into(),
            collected_on: None,
            notes: "".into(),
        };
        let entry = Entry { contacts: &[&contact], ..Entry::of(&company) };
        let known = Profile::of(entry, &Places::default(), &Trades::default()).phones;
        assert_eq!(known, ["02368120000".into(), Box::<str>::from("13800000000"), "13900000000".into()]);
        company.website = "shop123.1688.com".into();
        assert_eq!(&*Profile::of(Entry::of(&company), &Places::default(), &Trades::default()).host, "");
    }
}
