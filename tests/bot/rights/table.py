"""Who gets in where: the expected table of the rights matrix, one row an entry.

A row is ``entry | who | sample``. Who: ``all`` (of the department), ``office``, ``leader``, ``head``, several of them,
or ``nobody``. The sample, where one is needed, is typed or pressed; ``{office_task}`` and the like are filled in.

A new command, question, button, deed, intent, kind of dialogue or route belongs here, or the matrix fails and names it.
"""

from dataclasses import dataclass
from functools import cache

#: Commands; what follows the command, if anything, is the sample.
COMMANDS = """
/start       | all
/help        | all
/trogiup     | all
/tuan        | all
/week        | all
/thang       | all
/month       | all
/quy         | all
/quarter     | all
/nam         | all
/year        | all
/denhan      | all
/due         | all
/quahan      | all
/overdue     | all
/dangky      | all
/register    | all
/cuatoi      | all
/mine        | all
/sangkien    | all
/innovation  | all
/ngonngu     | all
/language    | all | en
/lich        | all
/calendar    | all
/matkhaulich | all
/calendarpassword | all
/nhac        | all
/reminders   | all
/chuadangky  | all
/missing     | all
/danhsach    | office leader head
/lists       | office leader head
/kehoach     | office
/plans       | office
/giaoviec    | office head
/assign      | office head
/themviec    | office
/addtask     | office
/ngaynoibo   | office
/internaldates | office
/moi         | office
/invite      | office
/inphieu     | office
/print       | office
/nhom        | office head
/group       | office head
/thietbi     | all
/devices     | all
/danhsachcanbo | office
/roster      | office
/danhhieu    | all
/titles      | all
/kyluat      | office
/discipline  | office
/nhatky      | office
/log         | office | registrations
/ngaynghi    | office
/daysoff     | office
/thangnhac   | office
/ladders     | office
/tengoi      | office
/names       | office
/cauchuahieu | office
/unread      | office
/danhac      | office
/reminded    | office
/dulieu      | all
/mydata      | all
/timkiem     | all | sơ kết
/search      | all | sơ kết
/tiendo      | all
/progress    | all
/huy         | all
/cancel      | all
"""

#: Questions behind buttons ("ask:…").
ASKED = """
month    | all
mine     | all
reminders | all
missing  | all
progress | all
calendar | all
overdue  | all
plans    | office
titles   | all
discipline | office
invite | office
roster | office
"""

#: First words of buttons, with a button that does what the entrance is for.
PRESSES = """
addtask  | office | addtask:begin
award    | all    | award:ldtt
cite     | office | cite:which:ldtt
discipline | office | discipline:begin
people   | office | people:all
part     | office head | part:note:{office_task}:{office_unit}
partday  | office | partday:ask:{office_task}
parts    | office leader head | parts:check:0000000000
results  | office | results:begin
roster   | office | roster:begin
ask      | all    | ask:month
assign   | office head | assign:list
calendar | all    | calendar:page:0
calpass  | all    | calpass:show
calpublic | office | calpublic:on:yes
calserver | office | calserver:show
moved    | office | moved:list
confirm  | office | confirm:{office_task}:00000000
device   | all    | device:all
days     | office | days:year:2024
ladder   | office | ladder:list
reminded | office | reminded:0:-:-
digest   | all    | digest:later:d240220
done     | office | done:{office_task}:yes
due      | all    | due:2024-02-01:2024-02-29
dutynote | all    | dutynote:begin:mine:{office_task}:00000000
event    | all    | event:{office_task}
file     | office leader head | file:xlsx:-
group    | office head | group:list
idea     | all    | idea:begin
import   | office | import:00000000:take:most
invite   | office | invite:show:all
lang     | all    | lang:en
leave    | all    | leave:ask
names    | office | names:begin
nhac     | all    | nhac:page
listnote | office | listnote:begin:accept:{office_unit}:{office_list}
lists    | office leader head | lists:all:t:0
log      | office | log:0:-:-
meant    | all    | meant:overdue
missing  | all    | missing:t:0
picture  | all    | picture:month:2024-02
plans    | office | plans:all
print    | office | print:boards
progress | all    | progress:units:0
proof    | office | proof:begin:{office_task}
puzzled  | all    | puzzled:send
quote    | all    | quote:{office_task}
reopen   | office | reopen:{done_task}:yes
resume   | office | resume:now
review   | office | review:{review}:whole
search   | all    | search:so ket:0
setday   | office | setday:ask:{unset_task}
source   | all    | source:said:00000000:0
task     | all    | task:{office_task}
title    | all    | title:begin
unit     | all    | unit:ql_cong_nghiep
unread   | office | unread:page:0
urge     | office | urge:t:all
urgetask | office leader | urgetask:{office_task}
"""

#: What is understood from a sentence.
INTENTS = """
due_in_period      | all
overdue            | all
deadline_of        | all
days_left          | all
by_unit            | all
who_not_registered | all
register_title     | all
register_innovation| all
my_registrations   | all
mark_done          | office head
subscribe_calendar | all
progress           | all
help               | all
"""

#: Deeds of the dialogues: dialogue and deed. Each is pressed at the first of its steps.
DEEDS = """
title amend             | all
title withdraw          | all
title pick              | all
title commendation_only | all
title not_this_year     | all
title com               | all
title com_back          | all
title no_commendation   | all
title go_on             | all
title record            | all
title decline           | all
title withdraw_yes      | all
title back              | all
title stop              | all
idea new_idea           | all
idea withdraw           | all
idea withdraw_yes       | all
idea no_idea            | all
idea it_is_the_name     | all
idea other_name         | all
idea decline            | all
idea record             | all
idea back               | all
idea stop               | all
digest done             | all
digest later            | all
digest back             | all
digest all              | all
digest page             | all
digest item             | all
digest met              | all
digest notmet           | all
digest text             | all
digest event            | all
digest view             | all
digest assign           | all
digest notmine          | all
digest names            | all
digest setday           | all
digest title            | all
digest innovation       | all
digest unit_title       | all
review whole            | office
review begin            | office
review at               | office
review ok               | office
review skip             | office
review back             | office
review title            | office
review date             | office
review take             | office
review unset            | office
review units            | office
review unit             | office
review nounits          | office
review kind             | office
review is               | office
review tie              | office
review same             | office
review allok            | office
review seen             | office
review found            | office
review head             | office
review put              | office
review amends           | office
review amend            | office
review add              | office
review addtake          | office
review later            | office
review drop             | office
review adopt            | office
review adoptyes         | office
cite again              | office
cite record             | office
cite stop               | office
cite which              | office
discipline open         | office
discipline record       | office
discipline stop         | office
discipline who          | office
names kind              | office
names page              | office
names pick              | office
names back              | office
names record            | office
names stop              | office
days record             | office
days stop               | office
ladder record           | office
ladder stop             | office
idea add_author         | all
idea alone              | all
idea ask_again          | all
idea author             | all
idea authors_again      | all
idea award              | all
idea call_back          | all
idea card               | all
idea clear              | all
idea close              | all
idea detach             | all
idea drop_author        | all
idea even               | all
idea fetch              | all
idea for_other          | office head
idea form               | all
idea kind               | all
idea late               | office
idea later              | all
idea lead               | office
idea myself             | all
idea no_note            | office
idea outside            | all
idea outsider           | all
idea say                | all
idea see_files          | all
idea shares             | all
idea submit             | all
idea vouch              | office head
idea walk               | all
idea whom               | office head
group unit              | office head
group record            | office head
group stop              | office head
roster load             | office
roster all              | office
roster no               | office
roster stop             | office
roster yes              | office
title drop              | all
title edit_commendations| all
title edit_commitments  | all
title edit_innovation   | all
title edit_title        | all
title further           | all
title idea              | all
title later             | all
title new_idea_now      | all
title other             | office head
title other_units       | office head
title others            | office head
title page              | office head
title self              | all
title skip              | all
title target            | all
title unit              | office head
title untarget          | all
"""

#: Dialogues in which something is typed, and go on by "go".
DIALOGUES = """
title   | all
idea    | all
review  | office
names   | office
addtask | office
cite    | office
discipline | office
days    | office
ladder  | office
roster  | office
setday  | office
assign  | office head
dutynote | all
proof   | all
import  | office
listnote | office
group   | office head
part    | office head
partday | office
nhac    | all
leave   | all
"""

#: Pages, files and posts. ``open``: to whoever comes, tells nothing of the department; ``secret``: whoever has the
#: secret in the address or a header; ``demo``: open, and only there in the demo.
ROUTES = """
GET  /                          | open
GET  /month                     | all
GET  /lich                      | all
POST /lich/bao-gio              | all
GET  /lich/cong-khai            | open
GET  /lich/cong-khai.svg        | open
GET  /lich.svg                  | all
GET  /lich.ics                  | all
GET  /lich.png                  | all
POST /ngon-ngu                  | all
GET  /chat/messages             | all
POST /chat/messages             | all
POST /chat/upload               | office
POST /chat/read                 | all
GET  /chat/events               | all
GET  /chat/files/{number:int}   | all
GET  /vao/{code}                | secret
POST /vao/{code}                | secret
GET  /thu/{token}               | secret
POST /thu/{token}               | secret
GET  /thoi-thu/{token}          | secret
POST /thoi-thu/{token}          | secret
POST /thoat                     | open
GET  /canbo                     | office
GET  /canbo/danh-sach           | office
POST /canbo/phieu               | office
POST /canbo/lien-ket            | office
POST /canbo/thu                 | office
POST /canbo/thu-hoi             | office
POST /canbo/ket-thuc            | office
GET  /worker.js                 | open
GET  /manifest.webmanifest      | open
POST /bao-tin                   | all
POST /bao-tin/tat               | all
GET  /healthz                   | open
GET  /static                    | open
GET  /calendar/{secret}.ics     | secret
GET  /caldav                    | secret
PROPFIND /                      | open
PROPFIND /caldav                | open
GET  /.well-known/caldav        | open
PROPFIND /.well-known/caldav    | open
GET  /calendar/public.ics       | open
GET  /robots.txt                | open
POST /telegram                  | secret
POST /demo/as                   | demo
POST /demo/time                 | demo
GET  /demo/events               | demo
"""

#: Documents that are sent to the chat.
UPLOADS = """
ke-hoach.docx | office
"""

#: Whoever works on the command line has the data folder, and with it everything: the operator's own commands.
OPERATOR = """
demo init run plan roster invite ask calendar remind registrations export
titles results discipline audit data doctor backup restore days ladders names
"""


@dataclass(frozen=True)
class Row:
    """One way in: who is let in there, and what to say or press."""

    entry: str
    who: str
    sample: str


@cache
def rows(table: str) -> dict[str, Row]:
    """The rows of a table by their entries."""
    found = {}
    for line in table.strip().splitlines():
        entry, who, sample = ([cell.strip() for cell in line.split("|")] + [""])[:3]
        found[" ".join(entry.split())] = Row(" ".join(entry.split()), who, sample)
    return found
