//! Provinces, cities and regions as lists write them.

use crate::domain::place::PROVINCES;

/// Parts of the country; they name no place.
const PARTS: &[&str] = &[
    "华南", "华东", "华北", "华中", "西南", "西北", "东北", "华西", "全国", "境内", "境外", "海外", "国内", "国外",
    "中国",
];
const SUFFIXES: &[&str] = &["特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"];

/// A region in one text, taken apart as far as it is plain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Region {
    pub province: String,
    pub city: String,
    pub district: String,
    /// A place that is not in this country, or not taken apart.
    pub elsewhere: String,
}

/// `重庆市九龙坡区` → 重庆 / 九龙坡区; `广东深圳` → 广东 / 深圳; `挪威奥斯陆` → elsewhere; `华南` → nothing.
pub(super) fn region(text: &str) -> Region {
    let text = text.trim().trim_start_matches("中国").trim_start_matches(['-', '·', ' ']);
    let mut region = Region::default();
    if text.is_empty() || PARTS.contains(&text) {
        return region;
    }
    let Some(province) = PROVINCES.iter().find(|province| text.starts_with(**province)) else {
        text.clone_into(&mut region.elsewhere);
        return region;
    };
    let mut end = province.len();
    if let Some(suffix) = SUFFIXES.iter().find(|suffix| text[end..].starts_with(**suffix)) {
        end += suffix.len();
    }
    text[..end].clone_into(&mut region.province);
    let rest = text[end..].trim_start_matches(['-', '/', '·', ' ', ',', '，']);
    let municipal = matches!(*province, "北京" | "天津" | "上海" | "重庆");
    let (city, district) = match rest.split_once(['-', '/', '·', ' ', ',', '，']) {
        Some((city, district)) => (city, district.trim()),
        None => match rest.find('市').map(|place| place + "市".len()) {
            Some(place) => rest.split_at(place),
            None => (rest, ""),
        },
    };
    if municipal {
        region.province[..].clone_into(&mut region.city);
        let inner = if short(city) == *province { district } else { rest };
        inner.clone_into(&mut region.district);
    } else {
        city.clone_into(&mut region.city);
        district.clone_into(&mut region.district);
    }
    region
}

/// Whether two places, as written, are certainly different: both known and neither begins with the other.
pub(super) fn conflict(left: &str, right: &str) -> bool {
    let (left, right) = (short(left), short(right));
    !left.is_empty() && !right.is_empty() && !left.starts_with(right) && !right.starts_with(left)
}

fn short(place: &str) -> &str {
    let place = place.trim();
    SUFFIXES.iter().find_map(|suffix| place.strip_suffix(suffix)).unwrap_or(place)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(text: &str) -> (String, String, String, String) {
        let Region { province, city, district, elsewhere } = region(text);
        (province, city, district, elsewhere)
    }

    #[test]
    fn regions_are_taken_apart() {
        let expect = |text: &str, province: &str, city: &str, district: &str, elsewhere: &str| {
            assert_eq!(parts(text), (province.into(), city.into(), district.into(), elsewhere.into()), "{text}");
        };
        expect("广东", "广东", "", "", "");
        expect("广东省深圳市南山区", "广东省", "深圳市", "南山区", "");
        expect("重庆市九龙坡区", "重庆市", "重庆市", "九龙坡区", "");
        expect("浙江-杭州-滨江", "浙江", "杭州", "滨江", "");
        expect("挪威奥斯陆", "", "", "", "挪威奥斯陆");
        expect("华南", "", "", "", "");
    }

    #[test]
    fn only_known_and_different_places_conflict() {
        assert!(conflict("广东省", "浙江"));
        assert!(!conflict("广东省", "广东"));
        assert!(!conflict("", "广东"));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,20}", tail in "[北京重庆市区省-]{0,8}") {
            let _ = region(&text);
            let _ = region(&format!("重庆{tail}"));
            let _ = conflict(&text, &tail);
        }
    }
}
