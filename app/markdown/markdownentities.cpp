// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdownentities.h"

#include <QHash>

#include <algorithm>
#include <cctype>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qsizetype longestNumber = 8; ///< "#x10FFFF"

const QHash<QByteArray, char16_t> &names()
{
    static const QHash<QByteArray, char16_t> table{
        {"amp", u'&'},
        {"lt", u'<'},
        {"gt", u'>'},
        {"quot", u'"'},
        {"apos", u'\''},
        {"nbsp", u'\u00A0'},
        {"copy", u'©'},
        {"reg", u'®'},
        {"trade", u'™'},
        {"deg", u'°'},
        {"plusmn", u'±'},
        {"times", u'×'},
        {"divide", u'÷'},
        {"middot", u'·'},
        {"bull", u'•'},
        {"hellip", u'…'},
        {"ndash", u'–'},
        {"mdash", u'—'},
        {"lsquo", u'‘'},
        {"rsquo", u'’'},
        {"ldquo", u'“'},
        {"rdquo", u'”'},
        {"laquo", u'«'},
        {"raquo", u'»'},
        {"larr", u'←'},
        {"uarr", u'↑'},
        {"rarr", u'→'},
        {"darr", u'↓'},
        {"harr", u'↔'},
        {"rArr", u'⇒'},
        {"le", u'≤'},
        {"ge", u'≥'},
        {"ne", u'≠'},
        {"asymp", u'≈'},
        {"infin", u'∞'},
        {"minus", u'−'},
        {"radic", u'√'},
        {"sum", u'∑'},
        {"pi", u'π'},
        {"micro", u'µ'},
        {"euro", u'€'},
        {"pound", u'£'},
        {"cent", u'¢'},
        {"sect", u'§'},
        {"para", u'¶'},
        {"auml", u'ä'},
        {"ouml", u'ö'},
        {"uuml", u'ü'},
        {"Auml", u'Ä'},
        {"Ouml", u'Ö'},
        {"Uuml", u'Ü'},
        {"szlig", u'ß'},
        {"eacute", u'é'},
        {"egrave", u'è'},
        {"check", u'✓'},
    };
    return table;
}

/// CommonMark 2.5: zero and invalid code points become U+FFFD.
QString numeric(QByteArrayView digits)
{
    const bool hex = digits.startsWith('x') || digits.startsWith('X');
    bool ok = false;
    const uint code = (hex ? digits.sliced(1) : digits).toUInt(&ok, hex ? 16 : 10);
    if (code == '\n' || code == '\r')
        return QString(QChar(QChar::LineSeparator));
    const bool character = ok && code > 0 && code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF);
    return QString(QChar::fromUcs4(character ? char32_t(code) : U'\uFFFD'));
}

} // namespace

QString decodeEntity(QByteArrayView reference)
{
    const QByteArrayView body = reference.sliced(1).chopped(1);
    if (body.startsWith('#'))
        return numeric(body.sliced(1));
    const auto found = names().constFind(body.toByteArray());
    return found == names().constEnd() ? QString::fromUtf8(reference) : QString(QChar(*found));
}

bool beginsEntity(QByteArrayView text)
{
    const QByteArrayView name = text.sliced(1);
    if (name.startsWith('#'))
        return name.size() <= longestNumber &&
               std::ranges::all_of(name.sliced(1), [](uchar c) { return std::isalnum(c) != 0; });
    return std::ranges::any_of(
        names().asKeyValueRange(), [&](const auto &known) { return known.first.startsWith(name); });
}

} // namespace Parlance
