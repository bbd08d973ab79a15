// SPDX-License-Identifier: GPL-3.0-or-later
#include "flattext.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The text of a block, a run of one look after the other.
class Runs
{
public:
    void add(const QString &text, const QString &look)
    {
        if (text.isEmpty())
            return;
        if (m_runs.isEmpty() || m_runs.last().look != look)
            m_runs.append({.text = {}, .look = look});
        m_runs.last().text += text;
    }

    [[nodiscard]] QString written()
    {
        QString result;
        for (const Run &run : std::as_const(m_runs))
            result += run.look.isEmpty() ? run.text : u"{%1|%2}"_s.arg(run.look, run.text);
        m_runs.clear();
        while (result.endsWith(u'\u2028'))
            result.chop(1);
        return result.replace(u'\u2028', u'/');
    }

private:
    struct Run
    {
        QString text;
        QString look;
    };
    QList<Run> m_runs;
};

/// The order in which things are nested is not told.
QString lookOf(bool bold, bool italic, bool code, bool image, const QString &link)
{
    QString look;
    look += image || !bold ? u""_s : u"b"_s;
    look += image || !italic ? u""_s : u"i"_s;
    look += image || !code ? u""_s : u"c"_s;
    look += image ? u"!"_s : u""_s;
    return link.isEmpty() ? look
                          : look + u' ' + QString::fromUtf8(QByteArray::fromPercentEncoding(link.toUtf8()));
}

QString written(const MarkdownSpans &spans)
{
    Runs runs;
    for (const MarkdownSpan &span : spans) {
        runs.add(
            span.text, lookOf(span.styles & MarkdownStyle::Bold, span.styles & MarkdownStyle::Italic,
                           span.styles & MarkdownStyle::Code, span.styles & MarkdownStyle::Image, span.link));
    }
    return runs.written();
}

QString line(const QByteArray &nesting, const QString &marker, const QString &kind, const QString &text)
{
    return QString::fromLatin1(nesting) + u' ' + marker + u' ' + kind + u": "_s + text + u'\n';
}

/// Reads the HTML that CommonMark's examples are made of.
class HtmlReader
{
public:
    explicit HtmlReader(const QString &html)
        : m_html(html)
    {
    }

    QString read();

private:
    void tag(const QString &name, bool closing, const QString &whole);
    void text(const QString &text);
    void beginBlock(const QString &kind);
    void endBlock();
    void endCode();
    void beginItem();
    void endItem();
    [[nodiscard]] QString look() const
    {
        return lookOf(
            m_bold > 0, m_italic > 0, m_code > 0 && !m_inPre, false, m_links.value(m_links.size() - 1));
    }
    static QString attribute(const QString &tag, const QString &name);
    static QString plain(QString text);

    struct List
    {
        bool ordered;
        int next;
    };

    QString m_html;
    QString m_result;
    Runs m_runs;
    QByteArray m_nesting;
    QString m_marker;
    QString m_kind; ///< of the open block; empty if none is open
    QString m_pre;
    bool m_inPre = false;
    bool m_afterBreak = false;
    int m_bold = 0;
    int m_italic = 0;
    int m_code = 0;
    QStringList m_links;
    QList<List> m_lists;
};

QString HtmlReader::plain(QString text)
{
    return text.replace(u"&lt;"_s, u"<"_s)
        .replace(u"&gt;"_s, u">"_s)
        .replace(u"&quot;"_s, u"\""_s)
        .replace(u"&amp;"_s, u"&"_s);
}

QString HtmlReader::attribute(const QString &tag, const QString &name)
{
    const QRegularExpression pattern(name + u"=\"([^\"]*)\""_s);
    const QString value = plain(pattern.match(tag).captured(1));
    return value.isNull() ? u""_s : value;
}

void HtmlReader::beginBlock(const QString &kind)
{
    endBlock();
    m_kind = kind;
}

void HtmlReader::endBlock()
{
    if (m_kind.isEmpty())
        return;
    m_result += line(m_nesting, std::exchange(m_marker, {}), std::exchange(m_kind, {}), m_runs.written());
}

void HtmlReader::endCode()
{
    m_inPre = false;
    if (m_pre.endsWith(u'\n'))
        m_pre.chop(1);
    const QString kind = std::exchange(m_kind, {});
    for (const QString &codeLine : m_pre.split(u'\n'))
        m_result += line(m_nesting, std::exchange(m_marker, {}), kind, codeLine);
}

void HtmlReader::beginItem()
{
    endBlock();
    if (!m_marker.isEmpty()) {
        m_kind = u"p"_s;
        endBlock();
    }
    m_nesting += 'l';
    List &list = m_lists.last();
    m_marker = list.ordered ? QString::number(list.next++) + u'.' : u"•"_s;
}

void HtmlReader::endItem()
{
    endBlock();
    if (!m_marker.isEmpty()) {
        m_kind = u"p"_s;
        endBlock();
    }
    m_nesting.chop(1);
}

void HtmlReader::text(const QString &text)
{
    if (m_inPre) {
        m_pre += plain(text);
        return;
    }
    QString shown = text;
    if (m_kind.isEmpty() || m_afterBreak) {
        const qsizetype begin = shown.indexOf(QRegularExpression(u"[^\\n]"_s));
        shown = begin < 0 ? QString() : shown.sliced(begin);
    }
    if (shown.isEmpty())
        return;
    m_afterBreak = false;
    if (m_kind.isEmpty())
        m_kind = u"p"_s;
    m_runs.add(plain(shown).replace(u'\n', u'\u2028'), look());
}

void HtmlReader::tag(const QString &name, bool closing, const QString &whole)
{
    const int step = closing ? -1 : 1;
    if (m_kind.isEmpty() && QStringList{u"em"_s, u"strong"_s, u"a"_s, u"img"_s, u"code"_s}.contains(name))
        m_kind = u"p"_s;
    if (name == u"em") {
        m_italic += step;
    } else if (name == u"strong") {
        m_bold += step;
    } else if (name == u"code") {
        m_code += step;
        if (m_inPre && !closing) {
            const QString language = attribute(whole, u"class"_s);
            m_kind += language.isEmpty() ? QString() : u' ' + language.sliced(language.indexOf(u'-') + 1);
        }
    } else if (name == u"a") {
        if (closing)
            m_links.removeLast();
        else
            m_links.append(attribute(whole, u"href"_s));
    } else if (name == u"img") {
        m_runs.add(attribute(whole, u"alt"_s).replace(u'\n', u'\u2028'),
            lookOf(false, false, false, true, attribute(whole, u"src"_s)));
    } else if (name == u"br") {
        m_runs.add(u"\u2028"_s, look());
        m_afterBreak = true;
    } else if (name == u"pre") {
        if (closing) {
            endCode();
        } else {
            beginBlock(u"code"_s);
            m_inPre = true;
            m_pre.clear();
        }
    } else if (name == u"hr") {
        beginBlock(u"rule"_s);
        endBlock();
    } else if (name == u"ul" || name == u"ol") {
        endBlock();
        const QString start = attribute(whole, u"start"_s);
        if (closing)
            m_lists.removeLast();
        else
            m_lists.append({name == u"ol", start.isEmpty() ? 1 : start.toInt()});
    } else if (name == u"li") {
        closing ? endItem() : beginItem();
    } else if (name == u"blockquote") {
        endBlock();
        if (closing)
            m_nesting.chop(1);
        else
            m_nesting += 'q';
    } else if (name == u"p" || (name.size() == 2 && name.startsWith(u'h'))) {
        closing ? endBlock() : beginBlock(name);
    } else {
        text(whole);
    }
}

QString HtmlReader::read()
{
    static const QRegularExpression tagPattern(
        u"</?(em|strong|code|a|img|br|pre|hr|ul|ol|li|blockquote|p|h[1-6])(?: [^>]*)?/?>"_s);
    qsizetype at = 0;
    for (auto match = tagPattern.match(m_html); match.hasMatch(); match = tagPattern.match(m_html, at)) {
        text(m_html.sliced(at, match.capturedStart() - at));
        tag(match.captured(1), match.captured().startsWith(u"</"), match.captured());
        at = match.capturedEnd();
    }
    text(m_html.sliced(at));
    endBlock();
    return m_result;
}

} // namespace

QString flatText(const QList<MarkdownBlock> &blocks)
{
    using Kind = MarkdownBlock::Kind;
    QString result;
    for (const MarkdownBlock &block : blocks) {
        const bool isCode = block.kind == Kind::Code;
        const QString kind = isCode                         ? (u"code "_s + block.language).trimmed()
                             : block.kind == Kind::Heading  ? u'h' + QString::number(block.level)
                             : block.kind == Kind::Rule     ? u"rule"_s
                             : block.kind == Kind::TableRow ? u"row"_s
                                                            : u"p"_s;
        const QString text = isCode ? block.text() : written(block.spans);
        result += line(block.nesting, QString(block.marker).replace(u')', u'.'), kind, text);
    }
    return result;
}

QString flatText(const QString &html)
{
    return HtmlReader(html).read();
}

} // namespace Parlance
