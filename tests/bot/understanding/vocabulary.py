import csv
from pathlib import Path
from bot.understanding.reading import Name, Vocabulary
from plans.titles import awards, names_of
def dev_vocabulary():
    lib=Path("/work/main/plans/library")
    topics=[];cur={}
    for line in (lib/"gia-lai-cong-thuong-2024.txt").read_text().splitlines():
        if line.startswith("["):
            cur={"h":line}; topics.append(cur)
        elif ":" in line:
            k,_,v=line.partition(":"); cur[k]=v.strip()
    T=[]
    for t in topics:
        if t["h"].startswith("[Nhiệm vụ"):
            T.append(Name(t["Mã"],(t["Nội dung"],t["h"][10:-1],*[x.strip() for x in t["Tên gọi khác"].split(";")])))
        elif "Tên gọi" in t:
            T.append(Name(t["Mã"],tuple(x.strip() for x in t["Tên gọi"].split(";"))))
    U=[]
    for row in csv.reader((lib/"demo-department.csv").open()):
        if len(row)==6 and row[0]!="Mã":
            U.append(Name(row[0],(row[1],*[x.strip() for x in row[3].split(";") if x.strip()])))
    return Vocabulary(tuple(T),tuple(U),tuple(Name(a.id,names_of(a,("vi","en"))) for a in awards()))
