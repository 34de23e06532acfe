#!/usr/bin/env bash
# 每晚审查 台账/ 下的全部项目: 结果按日期存放, 与上一次对比; 没有新问题时不出声, cron 也就不发邮件。
set -uo pipefail
umask 077
cd "$(dirname "$0")" || exit 2
PATH=$PWD/.venv/bin:$PATH

exec 9>.nightly.lock
flock --nonblock 9 || { echo "上一次审查还没有结束"; exit 75; }

today=$(date +%F)
before=
for one in 结果/????-??-??/audit.json; do
    [[ -f $one && $one != "结果/$today/audit.json" ]] && before=$one
done

mkdir -p 结果
wagecheck audit 台账 --out "结果/$today" --cache 缓存 --quiet ${before:+--baseline "$before"}
code=$?
case $code in
0) ;;
1) echo "$today 有新问题, 报告在 $PWD/结果/$today" ;;
3) echo "$today 有文件读不了, 其余已审查, 报告在 $PWD/结果/$today" ;;
*) echo "$today 没有审查成, 退出码 $code" ;;
esac
exit "$code"
