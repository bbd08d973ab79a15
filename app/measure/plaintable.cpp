// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/plaintable.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString markdownRow(const QStringList &cells)
{
    QStringList escaped;
    for (const QString &cell : cells)
        escaped << escapedMarkdown(cell);
    return u"| "_s + escaped.join(u" | "_s) + u" |\n"_s;
}

/// True for text that a spreadsheet would execute (OWASP, CSV injection). A number may begin with a minus.
bool isFormula(const QString &cell)
{
    bool isNumber = false;
    (void)cell.toDouble(&isNumber);
    return !isNumber && !cell.isEmpty() && u"=+-@\t\r"_s.contains(cell.front());
}

QString csvRow(const QStringList &cells)
{
    QStringList written;
    for (const QString &cell : cells)
        written << csvCell(cell);
    return written.join(u',') + u"\r\n"_s;
}

} // namespace

QString csvCell(QString cell)
{
    if (isFormula(cell))
        cell.prepend(u'\'');
    const bool quoted = std::ranges::any_of(cell, [](QChar c) { return u",;\"\r\n"_s.contains(c); });
    return quoted ? u'"' + cell.replace(u'"', u"\"\""_s) + u'"' : cell;
}

QString PlainTable::toMarkdown() const
{
    QStringList rules;
    for (qsizetype column = 0; column < header.size(); ++column)
        rules << (column < textColumns ? u"---"_s : u"---:"_s);
    QString text = markdownRow(header) + u"| "_s + rules.join(u" | "_s) + u" |\n"_s;
    for (const QStringList &row : rows)
        text += markdownRow(row);
    return text;
}

QString PlainTable::toCsv() const
{
    QString text = csvRow(header);
    for (const QStringList &row : rows)
        text += csvRow(row);
    return text;
}

QString PlainTable::toTabs() const
{
    static const QRegularExpression breaks(u"[\\t\\r\\n]"_s);
    QStringList lines;
    for (const QStringList &row : rows) {
        QStringList cells = row;
        lines.append(cells.replaceInStrings(breaks, u" "_s).join(u'\t'));
    }
    return lines.join(u'\n');
}

QString escapedMarkdown(const QString &text)
{
    QString escaped;
    for (const QChar c : text) {
        if (u"\\`*_[]<>|#~&"_s.contains(c))
            escaped += u'\\';
        escaped += c == u'\n' || c == u'\r' ? u' ' : c;
    }
    return escaped;
}

} // namespace Parlance
