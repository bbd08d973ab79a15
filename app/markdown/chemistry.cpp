// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/chemistry.h"

#include "markdown/latexsymbols.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct Arrow
{
    QStringView written;
    QStringView left; ///< around the words above it
    QStringView right;
    QStringView alone;
};
constexpr Arrow arrows[] = {{u"<=>>", u"⇌", u"", u"⇌"}, {u"<<=>", u"⇌", u"", u"⇌"}, {u"<=>", u"⇌", u"", u"⇌"},
    {u"<-->", u"⇄", u"", u"⇄"}, {u"<->", u"↔", u"", u"↔"}, {u"->", u"—", u"→", u"→"},
    {u"<-", u"←", u"—", u"←"}};

bool endsParticle(QChar c)
{
    return c.isLetterOrNumber() || c == u')' || c == u']';
}

bool isSign(QChar c)
{
    return c == u'+' || c == u'-';
}

QString raised(const QString &text)
{
    const QString small = superscript(QString(text).replace(u'-', u'−'));
    return small.isNull() ? u"^("_s + text + u')' : small;
}

QString lowered(const QString &text)
{
    const QString small = subscript(text);
    return small.isNull() ? u"_("_s + text + u')' : small;
}

class ChemistryReader
{
public:
    explicit ChemistryReader(QStringView text)
        : m_text(text)
    {
    }

    QString read();

private:
    bool readArrow();
    bool readScript();
    bool readCount();
    bool readCharge();
    [[nodiscard]] QChar at(qsizetype place) const
    {
        return place < m_text.size() ? m_text.at(place) : QChar();
    }
    [[nodiscard]] bool afterParticle() const { return m_at > 0 && endsParticle(m_text.at(m_at - 1)); }
    QString group();

    QStringView m_text;
    qsizetype m_at = 0;
    QString m_result;
};

/// With the words in brackets that stand above it.
bool ChemistryReader::readArrow()
{
    const QStringView rest = m_text.sliced(m_at);
    const auto *const arrow = std::ranges::find_if(
        arrows, [&](const Arrow &candidate) { return rest.startsWith(candidate.written); });
    if (arrow == std::end(arrows))
        return false;
    m_at += arrow->written.size();
    const qsizetype end = at(m_at) == u'[' ? m_text.indexOf(u']', m_at) : -1;
    m_result = m_result.trimmed() + u' ';
    if (end < 0) {
        m_result += arrow->alone;
    } else {
        const QString above = chemistryToText(m_text.sliced(m_at + 1, end - m_at - 1));
        m_result += arrow->left.toString() + above + arrow->right.toString();
        m_at = end + 1;
    }
    m_result += u' ';
    while (at(m_at) == u' ')
        ++m_at;
    return true;
}

QString ChemistryReader::group()
{
    if (at(m_at) == u'{') {
        const qsizetype end = m_text.indexOf(u'}', m_at);
        const qsizetype begin = m_at + 1;
        m_at = end < 0 ? m_text.size() : end + 1;
        return m_text.sliced(begin, (end < 0 ? m_text.size() : end) - begin).toString();
    }
    const qsizetype begin = m_at;
    while (at(m_at).isLetterOrNumber())
        ++m_at;
    if (isSign(at(m_at)))
        ++m_at;
    return m_text.sliced(begin, m_at - begin).toString();
}

/// An arrow up or down stands alone: a gas, or what falls out.
bool ChemistryReader::readScript()
{
    const QChar mark = at(m_at);
    if (mark != u'^' && mark != u'_')
        return false;
    ++m_at;
    const QString script = group();
    if (script.isEmpty())
        m_result += mark == u'^' ? u"↑"_s : u"_"_s;
    else
        m_result += mark == u'^' ? raised(script) : lowered(script);
    return true;
}

bool ChemistryReader::readCount()
{
    if (!at(m_at).isDigit() || !afterParticle())
        return false;
    const qsizetype begin = m_at;
    while (at(m_at).isDigit())
        ++m_at;
    m_result += lowered(m_text.sliced(begin, m_at - begin).toString());
    return true;
}

/// A sign at the end of a particle.
bool ChemistryReader::readCharge()
{
    const QChar next = at(m_at + 1);
    if (!isSign(at(m_at)) || !afterParticle() ||
        !(next.isNull() || next.isSpace() || next == u')' || next == u']'))
        return false;
    m_result += raised(QString(at(m_at++)));
    return true;
}

QString ChemistryReader::read()
{
    while (m_at < m_text.size()) {
        if (readArrow() || readScript() || readCount() || readCharge())
            continue;
        const QChar c = m_text.at(m_at++);
        const bool alone = m_result.endsWith(u' ') && (at(m_at).isNull() || at(m_at).isSpace());
        if (c == u'v' && alone)
            m_result += u'↓';
        else if (c == u'*' || (c == u'.' && at(m_at).isLetterOrNumber()))
            m_result += u'·';
        else if (c == u'-')
            m_result += u'–';
        else if (c != u'{' && c != u'}' && c != u'$')
            m_result += c;
    }
    return m_result.trimmed();
}

} // namespace

QString chemistryToText(QStringView source)
{
    return ChemistryReader(source).read();
}

QString quantityToText(QStringView source)
{
    static const QRegularExpression power(u"([A-Za-zΩµ°%])\\^?\\{?(-?\\d+)\\}?"_s);
    static const QRegularExpression exponent(u"(\\d)[eE]([-+]?\\d+)"_s);
    QString text = source.toString().trimmed();
    for (auto match = exponent.match(text); match.hasMatch(); match = exponent.match(text)) {
        const QString small = raised(match.captured(2).remove(u'+'));
        text.replace(match.capturedStart(), match.capturedLength(), match.captured(1) + u"×10"_s + small);
    }
    for (auto match = power.match(text); match.hasMatch(); match = power.match(text)) {
        const QString small = raised(match.captured(2));
        text.replace(match.capturedStart(), match.capturedLength(), match.captured(1) + small);
    }
    static const QRegularExpression product(u"(?<=\\D)\\.(?=\\D)|\\*"_s);
    return text.replace(product, u"·"_s).replace(u"//"_s, u"/"_s);
}

} // namespace Parlance
