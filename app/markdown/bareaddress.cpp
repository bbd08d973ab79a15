// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/bareaddress.h"

#include "markdown/scripts.h"

#include <QChar>

#include <algorithm>
#include <cctype>

namespace Parlance {

namespace {

bool isAlnum(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

qsizetype lengthOf(char32_t c)
{
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

/// The length of "https://" and the like; 0 if there is none.
qsizetype schemeSize(QByteArrayView text)
{
    for (const QByteArrayView scheme : {"https://", "http://", "ftp://"}) {
        if (text.size() > scheme.size() &&
            text.first(scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0)
            return scheme.size();
    }
    return 0;
}

bool isForeignLetter(char32_t c)
{
    return c >= 0x80 && c != QChar::ReplacementCharacter && (QChar::isLetterOrNumber(c) || QChar::isMark(c));
}

/// The end of a host with its port, which may have a user before it. A host of CJK letters has no Latin ones
/// before them.
qsizetype hostEnd(QByteArrayView text, qsizetype from)
{
    qsizetype at = from;
    if (text.sliced(at).startsWith('[')) { // an address of IPv6
        const qsizetype end = text.indexOf(']', at);
        const bool valid = end > 0 && std::ranges::all_of(text.sliced(at + 1, end - at - 1),
                                          [](char c) { return isAlnum(c) || c == ':' || c == '.'; });
        if (!valid)
            return from;
        at = end + 1;
        while (at < text.size() && (text.at(at) == ':' || (text.at(at) >= '0' && text.at(at) <= '9')))
            ++at;
        return at;
    }
    for (bool latin = false; at < text.size();) {
        const char c = text.at(at);
        const char32_t whole = characterAt(text, at);
        if (!isAlnum(c) && !QByteArrayView(".-_@:%+").contains(c) &&
            (!isForeignLetter(whole) || (latin && isUnspaced(whole))))
            break;
        latin = isAlnum(c) || (latin && c == '.');
        at += lengthOf(whole);
    }
    return at;
}

/// True if a letter of an unspaced script after this byte still belongs to the address: "/wiki/" and then a
/// word.
bool joinsUnspaced(char before)
{
    return static_cast<unsigned char>(before) >= 0x80 || QByteArrayView("/=_-%?#+&").contains(before);
}

bool endsPath(QByteArrayView text, qsizetype at)
{
    const char c = text.at(at);
    // Models escape marks in addresses, too.
    if (c == '\\' && at + 1 < text.size() && QByteArrayView("_*~").contains(text.at(at + 1)))
        return false;
    if (static_cast<unsigned char>(c) < 0x80)
        return static_cast<unsigned char>(c) <= ' ' || QByteArrayView("<>\"`|\\^").contains(c);
    const char32_t whole = characterAt(text, at);
    return !isForeignLetter(whole) || (isUnspaced(whole) && !joinsUnspaced(text.at(at - 1)));
}

/// The first closing bracket that the text does not open, or else its end.
qsizetype untilUnopened(QByteArrayView text)
{
    constexpr QByteArrayView opening("([{");
    constexpr QByteArrayView closing(")]}");
    qsizetype open[] = {0, 0, 0};
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (const qsizetype kind = opening.indexOf(text.at(at)); kind >= 0)
            ++open[kind];
        else if (const qsizetype closed = closing.indexOf(text.at(at)); closed >= 0 && --open[closed] < 0)
            return at;
    }
    return text.size();
}

/// Without an entity at the end, such as "&quot;".
qsizetype beforeEntity(QByteArrayView text)
{
    qsizetype at = text.size() - 1;
    while (at > 0 && isAlnum(text.at(at - 1)))
        --at;
    return at > 0 && text.at(at - 1) == '&' ? at - 1 : text.size() - 1;
}

qsizetype withoutPunctuation(QByteArrayView text)
{
    for (qsizetype size = text.size();; size = text.size()) {
        if (text.endsWith(';'))
            text = text.first(beforeEntity(text));
        else if (!text.isEmpty() && QByteArrayView("?!.,:*_~'\\").contains(text.back()))
            text.chop(1);
        if (text.size() == size)
            return size;
    }
}

} // namespace

bool mayPrecedeAddress(char before)
{
    return !isAlnum(before) && !QByteArrayView("/@.-+=\\&").contains(before);
}

qsizetype bareAddress(QByteArrayView text)
{
    const qsizetype scheme = schemeSize(text);
    const bool www =
        scheme == 0 && text.size() > 4 && text.first(4).compare("www.", Qt::CaseInsensitive) == 0;
    if (scheme == 0 && !www)
        return 0;
    const qsizetype from = www ? 4 : scheme;
    const char first = text.at(from);
    qsizetype at = hostEnd(text, from);
    if (at == from || (!isAlnum(first) && first != '[' && !isForeignLetter(characterAt(text, from))))
        return 0;
    if (at < text.size() && QByteArrayView("/?#").contains(text.at(at))) {
        while (at < text.size() && !endsPath(text, at))
            at += lengthOf(characterAt(text, at));
    }
    const qsizetype size =
        withoutPunctuation(text.first(untilUnopened(text.first(std::min(at, text.size())))));
    return size > from ? size : 0;
}

} // namespace Parlance
