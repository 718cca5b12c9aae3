"""The README's table of rights, made from the table in code: ``python -m tests.bot.rights.readme`` writes it."""

from pathlib import Path

from plans.rights import ALLOWED, Action, Standing

README = Path(__file__).parents[3] / "README.md"
BEGIN, END = "<!-- rights: begin -->", "<!-- rights: end -->"
#: What each action is called, in Vietnamese and in English.
NAMES = {
    Action.ASK: ("hỏi thời hạn, tiến độ, nhiệm vụ; xem đăng ký của mình", "ask; see one's own answers"),
    Action.REGISTER_OWN: ("đăng ký danh hiệu, sáng kiến của mình", "register oneself and one's innovations"),
    Action.REGISTER_UNIT: ("đăng ký danh hiệu tập thể", "register a unit"),
    Action.MARK_DONE: ("ghi hoàn thành nhiệm vụ", "mark a task done"),
    Action.REOPEN: ("mở lại nhiệm vụ", "reopen a task"),
    Action.CONFIRM_DONE: ("xác nhận hoàn thành, trả lại", "confirm that a task is done"),
    Action.ASSIGN: ("giao việc cho người của đơn vị", "say who of a unit sees to a task"),
    Action.GIVE_BACK: ("chuyển lại việc không phải của mình", "hand back what is not one's own"),
    Action.SET_INTERNAL_DATE: ("đặt hạn nội bộ cho các phòng phối hợp", "set an internal date for cooperating units"),
    Action.SEE_PARTS: ("xem các phòng đã gửi phần của mình", "see which units have handed in their part"),
    Action.CLOSE_PART: ("ghi đã gửi phần của phòng, đơn vị", "say that a unit's part has been handed in"),
    Action.SNOOZE: ("hẹn nhắc lại", "put a reminder off"),
    Action.SET_REMINDERS: ("chọn giờ, kênh nhắc việc; báo nghỉ", "choose hour and channels of reminders; set a leave"),
    Action.CHOOSE_LANGUAGE: ("chọn ngôn ngữ", "choose one's language"),
    Action.SUBSCRIBE_CALENDAR: ("lấy lịch, mật khẩu lịch của mình", "get one's calendars and calendar password"),
    Action.SEE_REGISTRATIONS: ("xem tên người chưa đăng ký", "see who has not registered, by name"),
    Action.ADOPT_PLAN: ("đưa kế hoạch vào thực hiện", "put a plan into force"),
    Action.REVIEW_PLAN: ("gửi và rà soát văn bản kế hoạch", "send and review a plan"),
    Action.CHANGE_PLAN: ("thêm nhiệm vụ, ấn định ngày", "add tasks, set days"),
    Action.LOAD_ROSTER: ("thay danh sách cán bộ", "load the roster"),
    Action.INVITE: ("cấp, thu hồi mã mời", "invite, revoke"),
    Action.SEE_ROSTER: ("xem danh sách cán bộ", "see the roster"),
    Action.REGISTER_FOR: ("đăng ký thay người khác", "register on behalf of another"),
    Action.TAKE_LATE: ("ghi đăng ký sau hạn", "take a late registration"),
    Action.ENDORSE_LIST: ("xác nhận danh sách của đơn vị", "endorse the unit's list"),
    Action.DECIDE_LIST: ("nhận, trả lại danh sách", "accept or return a list"),
    Action.EXPORT_LISTS: ("xuất danh sách đăng ký", "export lists"),
    Action.IMPORT_LISTS: ("nhập danh sách có sẵn", "import lists"),
    Action.URGE: ("nhắc ngay người chưa đăng ký", "remind those who have not answered"),
    Action.URGE_TASK: ("nhắc đơn vị chủ trì một nhiệm vụ", "remind the unit that leads a task"),
    Action.ENTER_RESULTS: ("nhập kết quả các năm, ghi kỷ luật", "enter results and holds"),
    Action.CITE: ("sửa căn cứ pháp lý", "correct a legal basis"),
    Action.DECIDE_INNOVATION: ("ghi kết quả xét sáng kiến", "decide an innovation"),
    Action.SEE_AUDIT: ("xem nhật ký thay đổi", "see the journal"),
    Action.TAKE_OWN_DATA: ("lấy dữ liệu về chính mình", "take one's own data"),
    Action.MANAGE_CALENDAR: ("hiện lịch công khai, trả lời máy chủ lịch", "publish the calendar, answer its server"),
    Action.MANAGE_REMINDERS: ("đặt ngày nghỉ, bậc nhắc; xem đã nhắc ai", "set days off, ladders; see who was reminded"),
    Action.MANAGE_NAMES: ("bổ sung tên gọi khác, xem câu chưa hiểu", "give other names, see what was not understood"),
    Action.LINK_GROUP: ("nối nhóm Telegram của đơn vị", "link a Telegram group of a unit"),
}
#: Columns: what they are called, and which standing opens them. A council member is one of the staff so far.
COLUMNS = (
    ("Văn phòng / office", (Standing.OFFICE, Standing.MEMBER)),
    ("lãnh đạo / leader", (Standing.LEADER, Standing.MEMBER)),
    ("trưởng đơn vị / head¹", (Standing.HEAD, Standing.MEMBER)),
    ("người được giao / assignee", (Standing.ASSIGNEE, Standing.MEMBER)),
    ("cán bộ / staff", (Standing.MEMBER,)),
    ("thành viên hội đồng / council²", (Standing.MEMBER,)),
    ("người ngoài / outsider³", ()),
)


def rights_table() -> str:
    """The section between its marks."""
    head = ["| việc / action |", *(f" {name} |" for name, _ in COLUMNS)]
    lines = ["".join(head), "|---|" + ":-:|" * len(COLUMNS)]
    for action in Action:
        vietnamese, english = NAMES[action]
        cells = ("x" if ALLOWED[action] & {*standings} else "–" for _, standings in COLUMNS)
        lines.append(f"| {vietnamese} / *{english}* | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def section(text: str) -> str:
    """What stands between the marks of a README."""
    return text.partition(BEGIN)[2].partition(END)[0].strip()


def main() -> None:
    """Write the table into the README."""
    text = README.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"README.md has no {BEGIN} … {END}")
    README.write_text(f"{before}{BEGIN}\n\n{rights_table()}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
