//! Words of the capture screen.

use crate::messages;

messages! {
    /// Words of the capture screen.
    pub enum CaptureText {
        NoFair => "不属于某个展会", "At no fair";
        FairOf => "展会", "Fair";
        Private => "遮挡评分", "Hide scores";
        Shown => "显示评分", "Show scores";
        PrivateTip => "对方看得到屏幕时遮住评分、席位需求、项目和其他企业",
            "Hides score, need, leads and other companies while the visitor can see the screen";
        Hidden => "行程和其他企业已遮挡", "Visits and other companies are hidden";
        FullScreen => "全屏", "Full screen";
        Leave => "返回", "Back";
        Find => "企业名称、拼音首字母或展位", "Company, first letters or stand";
        FindNote => "直接输入；回车选中第一家。不输入时列出今天还没去的行程。", "Just type; Enter takes the first. Without typing, today's open visits are listed.";
        NextVisits => "今天的行程", "Today's visits";
        NoOffers => "没有找到，回车登记为新企业。", "Not found; Enter makes it a new company.";
        NewCompany { name: String } => "新企业：{name}", "New company: {name}";
        Another => "换一家", "Another company";
        AnotherAsk => "换一家企业？", "Choose another company?";
        AnotherNote => "已填的回答会清空，其余内容留给接着选定的企业。",
            "The answers are cleared; all else stays for the company chosen next.";
        IsNew => "新企业，保存时一并建立", "A new company, made when the talk is saved";
        Stand => "展位", "Stand";
        Business => "主营", "It makes";
        BusinessHint => "一句话，评分随之更新", "One sentence; the score follows";
        Value => "评分", "Value";
        Interval { low: String, high: String } => "{low}–{high}", "{low}–{high}";
        Moved { points: String } => "本次 {points}", "now {points}";
        RankOf { rank: String, all: String } => "第 {rank} / {all} 名", "place {rank} of {all}";
        NotJudged => "正在评分", "Being judged";
        NeedOf { slot: String, need: String } => "{slot} · 席位需求 {need}", "{slot} · need {need}";
        NoTargetOf { slot: String } => "{slot} · 未设目标", "{slot} · no target";
        NotEligibleOf { slot: String, honour: String } => "{slot} · 席位要求{honour}", "{slot} · asks for {honour}";
        NoSlot => "没有对应的席位", "No slot takes it";
        Clash { owner: String, stage: String } => "撞单：{owner} 已在跟，{stage}", "{owner} already has a lead: {stage}";
        OwnLead { stage: String } => "你在跟，{stage}", "Your lead: {stage}";
        LastTalk { day: String, who: String, what: String } => "{day} {who} {what}", "{day} {who} {what}";
        FirstMeeting => "我们还没有谈过", "We have not talked yet";
        Questions => "最值得问的三个问题", "The three questions worth most";
        NoQuestions => "影响评分的数据已齐。", "Everything that moves the score is known.";
        NotSaid => "不方便说", "Would not say";
        Heat => "热度", "Interest";
        HeatKeys => "H 热 · W 温 · C 冷", "H hot · W warm · C cold";
        Products => "谈到的产品", "Products it is about";
        ProductKeys => "数字键选", "by number keys";
        OtherProducts => "其他产品", "Other products";
        Step => "下一步", "Next step";
        StepHint => "数字键选常用的，或直接写", "A number takes a usual one, or write";
        StepSend => "寄资料", "Send papers";
        StepWeChat => "加微信", "Add on WeChat";
        StepInvite => "约来考察", "Invite here";
        StepVisit => "上门拜访", "Visit them";
        StepPass => "转同事", "Pass on";
        StepOn => "哪天", "When";
        StepOnHint => "周五、3天后、9-20", "fri, in 3 days, 9-20";
        Person => "联系人", "Person";
        Name => "姓名", "Name";
        Position => "职务", "Position";
        Phone => "电话", "Phone";
        WeChat => "微信", "WeChat";
        Email => "邮箱", "E-mail";
        PasteCard => "粘贴名片", "Paste a card";
        PasteCardTip => "电子名片（vCard）、名片二维码的文字，或几行姓名电话；在本页直接粘贴也可以",
            "A vCard, the text of a QR code, or a few lines; pasting anywhere here does the same";
        CardRead { name: String } => "已读出名片：{name}", "Card read: {name}";
        NoCard => "剪贴板里的文字不像名片。", "The text does not look like a card.";
        Unnamed => "未留姓名", "No name given";
        Promised => "已承诺", "Promised";
        PromisedHint => "如：寄政策汇编、约局长见面", "e.g. send the policies, arrange a meeting";
        Note => "谈了什么", "Notes";
        NoteHint => "想法、产能、选址、顾虑…", "Plans, capacity, siting, doubts…";
        AddPhoto => "添加照片", "Add a photo";
        PhotoTip => "名片或展位的照片；剪贴板里的图片可直接粘贴", "Of card or stand; an image on the clipboard can be pasted";
        PhotoFiles => "图片", "Images";
        PhotoName { time: String } => "照片 {time}.png", "photo {time}.png";
        RemovePhoto { name: String } => "移除照片：{name}", "Remove photo: {name}";
        PhotoFailed => "图片无法保存。", "The image cannot be kept.";
        PhotoComing { name: String } => "{name}（处理中）", "{name} (in work)";
        PhotosWait => "照片还在处理，好了就保存", "Saved as soon as the photos are in";
        StopWaiting => "先不保存", "Do not save yet";
        StillSaving => "这次洽谈还在保存，请稍后再添加。", "This talk is still being saved; add it in a moment.";
        Save => "保存", "Save";
        SaveKeys => "Ctrl+Enter 保存 · 草稿随时自动留存", "Ctrl+Enter saves · the draft is kept all the time";
        Discard => "清空", "Clear";
        DiscardAsk => "清空正在写的洽谈？", "Clear the talk being written?";
        DiscardNote => "草稿不再保留；已保存的洽谈不受影响。", "The draft is not kept; talks saved before are not touched.";
        NextAsk { company: String } => "先保存与“{company}”的洽谈？", "Save the talk with \"{company}\" first?";
        NextNote { company: String } => "保存后转到“{company}”。不保存的话，先取消，再清空。",
            "\"{company}\" comes after it. To drop the talk instead, cancel and clear it.";
        NextVerb => "保存并转过去", "Save and go on";
        PickAsk { company: String } => "把正在写的洽谈记给“{company}”？",
            "Is the talk being written with \"{company}\"?";
        PickNote => "已写的内容都保留。", "All that was written stays.";
        PickVerb => "选定", "Choose it";
        NeedCompany => "先选定企业。", "Choose the company first.";
        NeedSomething => "还没有写任何内容。", "Nothing was written yet.";
        BadDay => "读不出“下一步”的日期。", "The day of the next step cannot be read.";
        BadAnswer { question: String, why: String } => "{question} {why}", "{question} {why}";
        Today { count: String } => "今天的洽谈 {count}", "Talks today {count}";
        NextStops => "接下来", "Next stops";
        NoneToday => "今天还没有洽谈。", "No talks today yet.";
        FollowUp { company: String } => "跟进 {company}", "Follow up {company}";
        SourceTalk => "展会洽谈", "talk at a fair";
    }
}
