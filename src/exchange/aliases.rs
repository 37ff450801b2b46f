//! Header words of real lists and the field each stands for.
//!
//! Compared after [`header_key`]: half width, lower case, letters and digits only, unit in brackets taken off. The
//! headers of the 36-column company export, of registries, stock exchanges, fairs and English lists are all here
//! (`field-practice.md` 6).

use super::mapping::TargetField::{self, HonourFlag, Metric};
use crate::domain::{company::HonourKind as H, fact::Metric as M};

/// Header → field. The first matching entry of a list wins when two columns claim a field that holds one value.
#[rustfmt::skip] // one entry a line, or the table fills a thousand lines
pub const ALIASES: &[(TargetField, &[&str])] = &[
    (TargetField::Name, &[
        "企业名称", "公司名称", "单位名称", "企业全称", "公司全称", "单位全称", "机构名称", "名称", "公司名", "企业名", "单位", "公司",
        "企业", "企业单位", "法人名称", "申报单位", "申报企业", "申请单位", "企业名称全称", "中文名称", "公司中文名称", "企业中文名称", "公司中文名",
        "参展商", "参展商名称", "展商", "展商名称", "参展企业", "参展单位", "参展公司", "展商中文名称", "展商全称", "参展企业名称",
        "参展单位名称", "客户名称", "市场主体名称", "企业工商名称", "注册名称", "发行人", "发行人名称", "发行人全称", "公司全名", "企业全名",
        "企业机构名称", "项目单位", "项目公司", "投资方", "投资企业", "纳税人名称",
        "company", "companyname", "name", "enterprise", "enterprisename", "exhibitor", "exhibitorname", "organization",
        "organisation", "organizationname", "companynamecn", "companynamechinese", "fullname", "firm", "corporatename", "legalname",
    ]),
    (TargetField::ShortName, &[
        "企业简称", "公司简称", "简称", "证券简称", "股票简称", "股票名称", "证券名称", "a股简称", "扩位证券简称", "单位简称", "品牌", "品牌名称",
        "展商简称", "shortname", "stockname", "brand", "abbreviation",
    ]),
    (TargetField::EnglishName, &[
        "英文名", "英文名称", "公司英文名称", "企业英文名称", "英文全称", "公司英文全称", "公司英文名", "展商英文名称", "英文公司名称",
        "englishname", "companynameen", "companynameenglish", "nameenglish", "nameen",
    ]),
    (TargetField::FormerNames, &["曾用名", "原名称", "曾用名称", "历史名称", "原企业名称", "更名前名称", "formername", "formernames", "previousname"]),
    (TargetField::CreditCode, &[
        "统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码", "统一社会信用代码证号", "统一代码", "社会统一信用代码", "企业统一社会信用代码",
        "统一社会信用码", "纳税人识别号统一社会信用代码", "统一社会信用代码注册号", "信用代码证号", "creditcode", "uscc", "usci", "socialcreditcode",
        "unifiedsocialcreditcode", "unifiedsocialcreditidentifier",
    ]),
    (TargetField::RegistrationStatus, &[
        "登记状态", "经营状态", "企业状态", "状态", "存续状态", "工商状态", "公司状态", "经营情况", "registrationstatus", "status", "operatingstatus",
    ]),
    (TargetField::LegalRepresentative, &[
        "法定代表人", "法人代表", "法人", "法人姓名", "法定代表人姓名", "法定代表人负责人", "企业法人", "法人法定代表人", "负责人",
        "legalrepresentative", "legalperson",
    ]),
    (TargetField::RegisteredCapital, &[
        "注册资本", "注册资金", "认缴资本", "注册资本金", "认缴注册资本", "认缴出资额", "注册资本认缴", "资金数额", "registeredcapital", "capital",
    ]),
    (TargetField::PaidInCapital, &["实缴资本", "实收资本", "实缴资金", "实缴注册资本", "实缴出资额", "paidincapital", "paidupcapital"]),
    (TargetField::CapitalCurrency, &["币种", "注册资本币种", "资本币种", "货币", "currency", "capitalcurrency"]),
    (TargetField::Founded, &[
        "成立日期", "成立时间", "注册日期", "注册时间", "设立日期", "成立年月日", "创立时间", "开业日期", "founded", "foundeddate", "established",
        "establishmentdate", "dateofestablishment", "incorporated", "dateofincorporation", "yearfounded", "foundationdate",
    ]),
    (TargetField::CompanyType, &[
        "企业机构类型", "企业类型", "公司类型", "机构类型", "市场主体类型", "企业性质", "公司性质", "单位性质", "经济类型", "companytype",
        "enterprisetype", "legalform",
    ]),
    (TargetField::Region, &[
        "地区", "所属地区", "所在地区", "所在地", "区域", "所属区域", "所在区域", "国家地区", "省市", "省市区", "所在省市", "企业所在地", "注册地",
        "属地", "国家", "国别地区", "region", "location", "area", "country", "countryregion",
    ]),
    (TargetField::Province, &["省份", "所属省份", "省", "所在省份", "所属省", "所在省", "注册省份", "省自治区直辖市", "province", "state"]),
    (TargetField::City, &["城市", "所属城市", "市", "所在城市", "所属市", "地市", "所在市", "地级市", "city", "town"]),
    (TargetField::District, &["区县", "所属区县", "县区", "区", "所在区县", "所属县区", "所属区", "行政区", "区县市", "district", "county"]),
    (TargetField::Address, &[
        "注册地址", "企业地址", "地址", "住所", "企业注册地址", "登记住所", "公司地址", "经营地址", "详细地址", "单位地址", "最新年报地址", "通信地址",
        "通讯地址", "联系地址", "办公地址", "经营场所", "注册地址住所", "企业住所", "address", "registeredaddress", "companyaddress", "officeaddress",
    ]),
    (TargetField::Industry, &[
        "所属行业", "行业", "行业名称", "国标行业", "行业分类", "行业类别", "所处行业", "行业门类", "行业大类", "行业中类", "行业小类", "国标行业门类",
        "国标行业大类", "国标行业中类", "国标行业小类", "国民经济行业", "所属产业", "产业类别", "产业", "企业所属行业", "证监会行业", "行业类型",
        "分类", "类别", "领域", "所属领域", "技术领域", "产业领域", "industry", "sector", "industryname", "category",
    ]),
    (TargetField::IndustryCode, &["行业代码", "国标行业代码", "国民经济行业代码", "行业小类代码", "industrycode", "naics", "siccode"]),
    (TargetField::SizeClass, &["企业规模", "公司规模", "规模", "规模类型", "人员规模", "企业规模类型", "规模分类", "companysize", "size", "sizeclass"]),
    (TargetField::MainBusiness, &[
        "主营业务", "主营", "主要业务", "主营范围", "业务范围", "主营业务描述", "主营方向", "核心业务", "业务领域", "mainbusiness", "business",
        "corebusiness", "principalbusiness", "businessdescription",
    ]),
    (TargetField::Products, &[
        "主要产品", "产品", "主营产品", "产品名称", "核心产品", "代表产品", "展品", "参展产品", "展出产品", "产品服务", "主要产品及服务", "产品介绍",
        "主导产品", "拳头产品", "主营产品服务", "展品范围", "参展展品", "products", "mainproducts", "product", "productsandservices", "exhibits",
    ]),
    (TargetField::BusinessScope, &["经营范围", "营业范围", "企业经营范围", "许可经营项目", "经营业务范围", "businessscope", "scope", "scopeofbusiness"]),
    (TargetField::Introduction, &[
        "企业简介", "公司简介", "简介", "企业介绍", "公司介绍", "公司简要介绍", "单位简介", "展商简介", "公司概况", "企业概况", "企业基本情况", "介绍",
        "公司描述", "展商介绍", "introduction", "profile", "companyprofile", "description", "about", "aboutus", "intro",
    ]),
    (TargetField::BoothNotes, &["现场记录", "洽谈记录", "洽谈情况", "展位记录", "沟通记录", "boothnotes", "talknotes"]),
    (TargetField::Booth, &[
        "展位号", "展位", "展台号", "展台", "摊位号", "摊位", "展位编号", "展馆展位", "展馆展位号", "booth", "boothno", "boothnumber", "stand",
        "standno", "standnumber",
    ]),
    (TargetField::Hall, &["展馆", "馆号", "展厅", "所在展馆", "展馆号", "hall", "hallno"]),
    (TargetField::Website, &[
        "官网网址", "网址", "公司网址", "官网", "网站", "企业网址", "公司主页", "企业网站", "公司网站", "官方网站", "主页", "website", "web", "url",
        "homepage", "companywebsite",
    ]),
    (TargetField::Phone, &[
        "电话", "联系电话", "手机", "有效手机号", "更多电话", "手机号", "手机号码", "联系方式", "固定电话", "座机", "公司电话", "电话号码", "企业电话",
        "更多手机号", "企业联系电话", "联系人电话", "联系手机", "phone", "tel", "telephone", "mobile", "phonenumber", "contactnumber",
    ]),
    (TargetField::Email, &["邮箱", "电子邮箱", "企业邮箱", "联系邮箱", "电子邮件", "更多邮箱", "邮件", "email", "emailaddress", "mail", "邮箱地址"]),
    (TargetField::Honours, &[
        "资质", "荣誉", "企业资质", "资质荣誉", "荣誉资质", "企业标签", "标签", "科技型企业", "企业荣誉", "科创资质", "科技资质", "资质类型",
        "企业称号", "认定类型", "梯度", "企业梯度", "优质企业类型", "企业类别", "honours", "honors", "qualification", "qualifications", "tags", "awards",
    ]),
    (TargetField::StockCode, &["a股代码", "股票代码", "证券代码", "上市代码", "stockcode", "ticker", "公司代码"]),
    (HonourFlag(H::HighTech), &["高新技术企业", "是否高新技术企业", "高企", "是否高企", "国家高新技术企业", "是否国家高新技术企业", "高企证书编号", "高新技术企业证书编号"]),
    (HonourFlag(H::Specialized), &["专精特新", "是否专精特新", "专精特新企业", "专精特新中小企业", "是否专精特新企业", "是否专精特新中小企业"]),
    (HonourFlag(H::LittleGiant), &["小巨人", "是否小巨人", "专精特新小巨人", "是否专精特新小巨人", "国家级专精特新小巨人", "小巨人企业"]),
    (HonourFlag(H::SingleChampion), &["单项冠军", "制造业单项冠军", "是否单项冠军", "是否制造业单项冠军"]),
    (HonourFlag(H::Listed), &["是否上市", "是否上市公司", "上市公司"]),
    (HonourFlag(H::Gazelle), &["瞪羚", "瞪羚企业", "是否瞪羚企业"]),
    (HonourFlag(H::Unicorn), &["独角兽", "独角兽企业", "是否独角兽企业"]),
    (HonourFlag(H::TechSme), &["科技型中小企业", "是否科技型中小企业", "科技型企业是否"]),
    (HonourFlag(H::InnovativeSme), &["创新型中小企业", "是否创新型中小企业"]),
    (Metric(M::Revenue), &[
        "营业收入", "年营业收入", "营收", "年营收", "营业总收入", "年产值", "主营业务收入", "销售收入", "年销售收入", "年销售额", "销售额",
        "上年营业收入", "上年度营业收入", "revenue", "annualrevenue", "turnover", "sales",
    ]),
    (Metric(M::RevenueGrowth), &["营收增速", "营业收入增速", "营业收入增长率", "营收增长率", "三年复合增速", "营业收入三年复合增长率", "营业收入三年复合增速", "revenuegrowth"]),
    (Metric(M::RdIntensity), &[
        "研发投入强度", "研发强度", "研发占比", "研发费用占比", "研发投入占比", "研发经费占比", "研发投入占营收比", "研发费用占营业收入比例",
        "研发投入占营业收入比例", "研发投入占营业收入比重", "rdintensity", "rdratio", "rampdintensity",
    ]),
    (Metric(M::InventionPatents), &["发明专利", "发明专利数", "发明专利数量", "有效发明专利", "有效发明专利数", "授权发明专利", "inventionpatents", "patents"]),
    (Metric(M::OutputPerMu), &["亩均产值", "亩均产出", "土地产出率", "产出强度", "亩均产出强度", "outputpermu"]),
    (Metric(M::TaxPerMu), &["亩均税收", "税收强度", "亩均税收强度", "taxpermu"]),
    (Metric(M::FixedInvestmentPerMu), &["固定资产投资强度", "亩均固定资产投资", "固投强度"]),
    (Metric(M::TotalInvestmentPerMu), &["总投资强度", "亩均总投资", "亩均投资"]),
    (Metric(M::TaxPerPlant), &["每千平方米税收", "每千m2税收", "租用厂房每千平方米税收", "厂房税收强度"]),
    (Metric(M::FixedInvestmentPerPlant), &["每千平方米固定资产投资", "租用厂房每千平方米固定资产投资", "厂房固定资产投资强度"]),
    (Metric(M::ValueAddedRate), &["增加值率", "工业增加值率", "valueaddedrate"]),
    (Metric(M::ValueAddedPerTce), &["单位能耗增加值", "单位能耗工业增加值"]),
    (Metric(M::WaterPerOutput), &["万元产值取水量", "万元产值用水量", "单位产值水耗"]),
    (Metric(M::InsuredStaff), &["参保人数", "社保人数", "参保员工数", "insuredstaff", "insuredemployees"]),
    (Metric(M::TaxPaid), &["纳税额", "年纳税额", "纳税总额", "年税收", "税收", "上缴税收", "实缴税金", "纳税", "taxpaid", "tax"]),
    (Metric(M::FinancingStage), &["融资阶段", "融资轮次", "financingstage"]),
    (Metric(M::RdBody), &["研发机构", "研发平台", "自建研发机构", "rdbody"]),
    (Metric(M::CoreTechnology), &["自主核心技术", "coretechnology"]),
    (Metric(M::PlatformLink), &["平台联系", "platformlink"]),
    (Metric(M::GreenFactory), &["绿色工厂", "绿色工厂等级", "greenfactory"]),
];

/// Headers that are known and say nothing the program keeps; listing them keeps likeness from claiming them.
#[rustfmt::skip]
pub const KNOWN_UNUSED: &[&str] = &[
    "序号", "编号", "no", "id", "index", "提供企业名称", "提供代码匹配", "注册号", "工商注册号", "组织机构代码", "纳税人识别号", "纳税人资质", "营业期限", "登记机关",
    "发照日期", "核准日期", "参保人数所属年报", "所属年报", "企查查行业门类", "企查查行业大类", "企查查行业中类", "企查查行业小类",
    "通信地址邮编", "邮编", "经度", "纬度", "备注", "链接", "板块", "审核状态", "保荐机构", "律师事务所", "会计师事务所", "受理日期",
    "更新日期", "上市日期", "a股上市日期", "a股总股本", "a股流通股本", "b股代码", "b股简称", "b股上市日期", "b股总股本", "b股流通股本",
    "创始人", "创始人团队", "联系人", "职务", "起始日期", "结束日期", "母公司", "母公司名称", "股东名称", "投资方名称", "供应商名称",
];

/// The form in which headers are compared.
pub fn header_key(header: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    header.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn no_header_stands_for_two_fields() {
        let mut seen = HashMap::new();
        for (field, words) in ALIASES {
            for word in *words {
                assert_eq!(header_key(word), **word, "{word} is not in compared form");
                assert_eq!(seen.insert(*word, *field), None, "{word}");
            }
        }
        for word in KNOWN_UNUSED {
            assert_eq!(header_key(word), **word, "{word} is not in compared form");
            assert!(!seen.contains_key(word), "{word} is both used and unused");
        }
    }
}
