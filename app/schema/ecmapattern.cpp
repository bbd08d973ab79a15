// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/ecmapattern.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// For PCRE2: far more than a sane expression takes, and milliseconds.
constexpr QLatin1StringView Limits("(*LIMIT_MATCH=200000)(*LIMIT_DEPTH=20000)");

/// An escape that PCRE spells differently; the length of what it stands for.
std::pair<QString, qsizetype> translatedEscape(QStringView pattern)
{
    static const QRegularExpression unicode(uR"(\A\\u(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{4})))"_s);
    if (const auto match = unicode.matchView(pattern); match.hasMatch())
        return {u"\\x{%1}"_s.arg(match.captured(1) + match.captured(2)), match.capturedLength(0)};
    return {pattern.first(std::min<qsizetype>(2, pattern.size())).toString(), 2};
}

/// In ECMA-262, $ matches at the very end alone.
QString translated(const QString &pattern)
{
    QString result(Limits);
    bool inClass = false;
    for (qsizetype at = 0; at < pattern.size();) {
        const QChar c = pattern.at(at);
        if (c == u'\\') {
            const auto [text, length] = translatedEscape(QStringView(pattern).sliced(at));
            result += text;
            at += length;
            continue;
        }
        inClass = c == u'[' || (inClass && c != u']');
        result += c == u'$' && !inClass ? u"\\z"_s : QString(c);
        ++at;
    }
    return result;
}

} // namespace

EcmaPattern::EcmaPattern(const QString &pattern)
    : m_text(pattern)
    , m_expression(translated(pattern))
{
}

EcmaPattern::Match EcmaPattern::match(const QString &text) const
{
    const QRegularExpressionMatch match = m_expression.match(text);
    return !match.isValid() ? Match::TooCostly : match.hasMatch() ? Match::Yes : Match::No;
}

/// One that is not anchored matches later in the text, maybe.
bool EcmaPattern::canMatch(const QString &beginning) const
{
    if (beginning.isEmpty() || !m_text.startsWith(u'^') || m_text.contains(u'|'))
        return true;
    const QRegularExpressionMatch match =
        m_expression.match(beginning, 0, QRegularExpression::PartialPreferCompleteMatch);
    return !match.isValid() || match.hasMatch() || match.hasPartialMatch();
}

} // namespace Parlance
