//! A person's card as text: vCard, MECARD and other QR texts, signatures, a few pasted lines.

use unicode_normalization::UnicodeNormalization;

/// What a card says; empty where it says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonCard {
    /// Name.
    pub name: String,
    /// Company.
    pub company: String,
    /// Position.
    pub position: String,
    /// Phone numbers.
    pub phones: Vec<String>,
    /// 微信
    pub wechat: String,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Website.
    pub website: String,
    /// Postal address.
    pub address: String,
    /// Whatever else was written.
    pub rest: Vec<String>,
}

impl PersonCard {
    /// Whether it says nothing about a person.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.phones.is_empty() && self.wechat.is_empty() && self.emails.is_empty()
    }

    fn add_phone(&mut self, text: &str) {
        let phone = phone_form(text);
        if phone.chars().filter(char::is_ascii_digit).count() >= 5 && !self.phones.contains(&phone) {
            self.phones.push(phone);
        }
    }

    fn add_email(&mut self, text: &str) {
        let email = text.trim().to_owned();
        if email.contains('@') && !self.emails.contains(&email) {
            self.emails.push(email);
        }
    }
}

/// Texts longer than this are no card.
const LONGEST: usize = 20_000;

/// Reads a card; none when the text says nothing about a person.
pub fn read_card(text: &str) -> Option<PersonCard> {
    let text = text.trim().trim_start_matches('\u{feff}');
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let upper: String = text.chars().take(12).flat_map(char::to_uppercase).collect();
    let card = if upper.starts_with("BEGIN:VCARD") {
        vcard(text)
    } else if upper.starts_with("MECARD:") {
        mecard(text.get(7..).unwrap_or_default())
    } else {
        lines(text)
    };
    (!card.is_empty()).then_some(card)
}

/// vCard 2.1, 3.0 and 4.0 (RFC 6350): folded lines, parameters, quoted-printable.
fn vcard(text: &str) -> PersonCard {
    let mut card = PersonCard::default();
    let mut structured = String::new();
    for line in unfolded(text) {
        let Some((head, value)) = line.split_once(':') else { continue };
        let mut parts = head.split(';');
        let name = parts.next().unwrap_or_default();
        // item1.TEL: a group in front of the name.
        let name = name.rsplit('.').next().unwrap_or_default().to_ascii_uppercase();
        let parameters: Vec<String> = parts.map(str::to_ascii_uppercase).collect();
        let has = |word: &str| parameters.iter().any(|parameter| parameter.contains(word));
        let value = if has("QUOTED-PRINTABLE") { quoted_printable(value) } else { value.to_owned() };
        let value = unescaped(&value);
        match name.as_str() {
            "FN" => value.trim().clone_into(&mut card.name),
            "N" => structured = whole_name(&value),
            "ORG" => value.split(';').next().unwrap_or_default().trim().clone_into(&mut card.company),
            "TITLE" | "ROLE" if card.position.is_empty() => value.trim().clone_into(&mut card.position),
            "TEL" if !has("FAX") => card.add_phone(value.trim_start_matches("tel:")),
            "EMAIL" => card.add_email(&value),
            "URL" if value.contains("u.wechat.com") => value.trim().clone_into(&mut card.wechat),
            "URL" => value.trim().clone_into(&mut card.website),
            "ADR" => {
                let parts: Vec<&str> = value.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
                card.address = parts.join(" ");
            }
            "X-WECHAT" | "X-WEIXIN" => value.trim().clone_into(&mut card.wechat),
            "IMPP" | "X-SOCIALPROFILE" if head.to_ascii_lowercase().contains("wechat") || value.contains("wechat") => {
                let id = value.rsplit([':', '/']).next().unwrap_or_default();
                id.trim().clone_into(&mut card.wechat);
            }
            "NOTE" if !value.trim().is_empty() => card.rest.push(value.trim().to_owned()),
            _ => {}
        }
    }
    if card.name.is_empty() {
        card.name = structured;
    }
    card
}

/// Continued lines put together: those that begin with a blank, and those a quoted-printable value breaks with `=`.
fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let line = line.trim_end_matches('\r');
        match lines.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) => last.push_str(&line[1..]),
            Some(last) if last.ends_with('=') && last.to_ascii_uppercase().contains("QUOTED-PRINTABLE") => {
                last.pop();
                last.push_str(line);
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

fn quoted_printable(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| *byte == b'=') {
            Some(decoded) => {
                bytes.push(decoded);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut signs = value.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            other => text.push(other),
        }
    }
    text
}

/// Family name; given name; … : Chinese names without a gap, others with the given name first.
fn whole_name(value: &str) -> String {
    let mut parts = value.split(';').map(str::trim);
    let (family, given) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    if family.is_ascii() && given.is_ascii() && !given.is_empty() {
        format!("{given} {family}").trim().to_owned()
    } else {
        format!("{family}{given}")
    }
}

/// MECARD:N:张,三;TEL:…;EMAIL:…;;
fn mecard(text: &str) -> PersonCard {
    let mut card = PersonCard::default();
    let mut fields: Vec<String> = vec![String::new()];
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        let Some(last) = fields.last_mut() else { break };
        match sign {
            '\\' => last.extend(signs.next()),
            ';' => fields.push(String::new()),
            other => last.push(other),
        }
    }
    for field in fields {
        let Some((name, value)) = field.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_uppercase().as_str() {
            "N" => card.name = whole_name(&value.replacen(',', ";", 1)),
            "TEL" => card.add_phone(value),
            "EMAIL" => card.add_email(value),
            "ORG" => value.clone_into(&mut card.company),
            "TITLE" | "TIL" => value.clone_into(&mut card.position),
            "ADR" => value.clone_into(&mut card.address),
            "URL" => value.clone_into(&mut card.website),
            "NOTE" => card.rest.push(value.to_owned()),
            _ => {}
        }
    }
    card
}

/// Labels before a value, in compared form.
const LABELS: [(&[&str], Kind); 7] = [
    (&["姓名", "联系人", "name", "contact"], Kind::Name),
    (&["公司", "单位", "企业", "company", "organization"], Kind::Company),
    (&["职务", "职位", "title", "position"], Kind::Position),
    (
        &["电话", "手机", "手机号", "联系电话", "座机", "tel", "phone", "mobile", "mob", "cell", "t", "m", "p"],
        Kind::Phone,
    ),
    (&["微信", "微信号", "wechat", "weixin", "wx", "vx"], Kind::WeChat),
    (&["邮箱", "电子邮箱", "邮件", "email", "e-mail", "mail", "e"], Kind::Email),
    (&["地址", "公司地址", "address", "add"], Kind::Address),
];

#[derive(Clone, Copy)]
enum Kind {
    Name,
    Company,
    Position,
    Phone,
    WeChat,
    Email,
    Address,
}

/// Titles that end a name or stand alone on a line.
const POSITIONS: [&str; 18] = [
    "董事长",
    "总经理",
    "副总经理",
    "总裁",
    "副总裁",
    "总监",
    "经理",
    "主任",
    "工程师",
    "主管",
    "专员",
    "助理",
    "代表",
    "厂长",
    "部长",
    "Manager",
    "Director",
    "Engineer",
];

/// Lines as people paste them: labelled, or told by their shape.
fn lines(text: &str) -> PersonCard {
    let mut card = PersonCard::default();
    let folded: String = text.nfkc().collect();
    let whole = folded.trim();
    if whole.contains("u.wechat.com/") && !whole.contains(char::is_whitespace) {
        whole.clone_into(&mut card.wechat);
        return card;
    }
    let pieces = folded.split(['\n', '\r', '|', ';', '；']).map(str::trim).filter(|piece| !piece.is_empty());
    for piece in pieces {
        line(piece, &mut card);
    }
    card
}

fn line(piece: &str, card: &mut PersonCard) {
    if let Some((label, value)) = piece.split_once(':') {
        let key = label.trim().to_lowercase();
        let found = LABELS.iter().find(|(words, _)| words.contains(&key.as_str()));
        let value = value.trim();
        if let Some((_, kind)) = found.filter(|_| !value.is_empty()) {
            match kind {
                Kind::Name => value.clone_into(&mut card.name),
                Kind::Company => value.clone_into(&mut card.company),
                Kind::Position => value.clone_into(&mut card.position),
                Kind::Phone => value.split(['/', ',', '、']).for_each(|phone| card.add_phone(phone)),
                Kind::WeChat => value.clone_into(&mut card.wechat),
                Kind::Email => card.add_email(value),
                Kind::Address => value.clone_into(&mut card.address),
            }
            return;
        }
    }
    if let Some(email) = piece.split_whitespace().find(|word| word.contains('@') && word.contains('.')) {
        card.add_email(email.trim_matches([',', '<', '>', '(', ')']));
        let rest = piece.replace(email, " ");
        if !rest.trim().is_empty() {
            line(rest.trim(), card);
        }
        return;
    }
    if let Some((before, phone)) = phone_in(piece) {
        card.add_phone(phone);
        let rest = piece.replace(phone, " ");
        if !before.trim().is_empty() && !rest.trim().is_empty() {
            line(rest.trim(), card);
        }
        return;
    }
    let is_company =
        ["公司", "集团", "厂", "研究院", "Co.", "Ltd", "Inc", "GmbH"].iter().any(|word| piece.contains(word));
    let position = POSITIONS.iter().find(|word| piece.contains(**word));
    if is_company && card.company.is_empty() {
        piece.clone_into(&mut card.company);
    } else if let (Some(_), true) = (position, card.position.is_empty()) {
        match piece.split_once(char::is_whitespace) {
            Some((name, title)) if card.name.is_empty() && is_name(name) => {
                name.clone_into(&mut card.name);
                title.trim().clone_into(&mut card.position);
            }
            _ => piece.clone_into(&mut card.position),
        }
    } else if card.name.is_empty() && is_name(piece) {
        piece.clone_into(&mut card.name);
    } else {
        card.rest.push(piece.to_owned());
    }
}

/// Two to four Chinese characters, or two or three Latin words.
fn is_name(text: &str) -> bool {
    let signs = text.chars().count();
    let chinese = text.chars().all(|sign| ('\u{4e00}'..='\u{9fff}').contains(&sign));
    let latin = text.chars().all(|sign| sign.is_ascii_alphabetic() || matches!(sign, ' ' | '.' | '-' | '\''));
    chinese && (2..=4).contains(&signs) || latin && (2..=3).contains(&text.split_whitespace().count())
}

/// The first phone number of a text, with what stands before it.
fn phone_in(text: &str) -> Option<(&str, &str)> {
    let is_part = |sign: char| sign.is_ascii_digit() || matches!(sign, '+' | '-' | ' ' | '(' | ')');
    let mut start: Option<usize> = None;
    for (at, sign) in text.char_indices().chain([(text.len(), '\n')]) {
        if is_part(sign) {
            if sign.is_ascii_digit() || sign == '+' || sign == '(' {
                start.get_or_insert(at);
            }
        } else if let Some(from) = start.take() {
            let run = text.get(from..at)?.trim_end_matches([' ', '-', '(', '+']);
            let digits = run.chars().filter(char::is_ascii_digit).count();
            if (7..=15).contains(&digits) {
                return Some((text.get(..from)?, run));
            }
        }
    }
    None
}

/// A number as it is dialled: digits, plus and dashes.
fn phone_form(text: &str) -> String {
    let folded: String = text.nfkc().collect();
    let kept: String = folded.chars().filter(|sign| sign.is_ascii_digit() || matches!(sign, '+' | '-')).collect();
    kept.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_vcard_is_read() {
        let card = read_card(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:张;示例;;;\r\nFN:张示例\r\nORG:示例电驱有限公司;销售部\r\nTITLE:销售总监\r\n\
             TEL;TYPE=CELL:+86 138-0000-0001\r\nTEL;TYPE=FAX:023-00000001\r\nitem1.EMAIL;TYPE=WORK:zhang@example.com\r\n\
             ADR;TYPE=WORK:;;示例路\r\n  1 号;重庆;;400000;中国\r\nX-WECHAT:zhang_demo\r\nURL:https://example.com\r\nEND:VCARD",
        )
        .unwrap();
        assert_eq!(
            (card.name.as_str(), card.company.as_str(), card.position.as_str()),
            ("张示例", "示例电驱有限公司", "销售总监")
        );
        assert_eq!(card.phones, ["+86138-0000-0001"]);
        assert_eq!((card.emails[0].as_str(), card.wechat.as_str()), ("zhang@example.com", "zhang_demo"));
        assert_eq!(card.address, "示例路 1 号 重庆 400000 中国");
        assert_eq!(card.website, "https://example.com");
    }

    #[test]
    fn an_old_vcard_of_quoted_signs_is_read() {
        let card = read_card(
            "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=B8=89;;;\n\
             TEL;CELL:13800000002\nORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=A4=BA=\n=E4=BE=8B\nEND:VCARD",
        )
        .unwrap();
        assert_eq!((card.name.as_str(), card.company.as_str()), ("张三", "示例"));
        assert_eq!(card.phones, ["13800000002"]);
    }

    #[test]
    fn a_mecard_is_read() {
        let card =
            read_card("MECARD:N:Demo,Anna;TEL:+49 151 0000 0003;EMAIL:anna@example.com;ORG:Demo GmbH;NOTE:a\\;b;;")
                .unwrap();
        assert_eq!((card.name.as_str(), card.company.as_str()), ("Anna Demo", "Demo GmbH"));
        assert_eq!(card.phones, ["+4915100000003"]);
        assert_eq!(card.rest, ["a;b"]);
    }

    #[test]
    fn pasted_lines_are_told_by_label_and_shape() {
        let card = read_card(
            "李示例 总经理\n示例材料有限公司\n手机：138 0000 0004 / 023-00000004\n微信: demo_li\nli@example.com",
        )
        .unwrap();
        assert_eq!((card.name.as_str(), card.position.as_str()), ("李示例", "总经理"));
        assert_eq!((card.company.as_str(), card.wechat.as_str()), ("示例材料有限公司", "demo_li"));
        assert_eq!(card.phones, ["13800000004", "023-00000004"]);
        assert_eq!(card.emails, ["li@example.com"]);
        let short = read_card("王示例 13800000005").unwrap();
        assert_eq!((short.name.as_str(), short.phones[0].as_str()), ("王示例", "13800000005"));
        let code = read_card("https://u.wechat.com/EAbCdEf").unwrap();
        assert_eq!(code.wechat, "https://u.wechat.com/EAbCdEf");
    }

    #[test]
    fn what_is_no_card_is_none() {
        for text in ["", "   ", "https://example.com/page", "BEGIN:VCARD\nEND:VCARD", "MECARD:", "展位 N3-B12 电驱"]
        {
            assert_eq!(read_card(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "(?s).{0,200}") {
            let _ = read_card(&text);
            let _ = read_card(&format!("BEGIN:VCARD\n{text}"));
            let _ = read_card(&format!("MECARD:{text}"));
        }

        #[test]
        fn a_card_of_known_parts_gives_them_back(name in "[\\u{4e00}-\\u{4fff}]{2,3}", phone in "1[3-9][0-9]{9}", id in "[a-z][a-z0-9_]{5,12}") {
            let text = format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL:{phone}\nX-WECHAT:{id}\nEND:VCARD");
            let card = read_card(&text).unwrap();
            prop_assert_eq!((card.name, card.phones, card.wechat), (name.clone(), vec![phone.clone()], id.clone()));
            let lines = read_card(&format!("姓名：{name}\n电话：{phone}\n微信：{id}")).unwrap();
            prop_assert_eq!((lines.name, lines.phones, lines.wechat), (name, vec![phone], id));
        }
    }
}
