// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdownentities.h"

#include <QHash>

#include <algorithm>
#include <cctype>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qsizetype longestNumber = 8; ///< "#x10FFFF"

/// The names of HTML 4 for U+00A0 to U+00FF, in this order.
constexpr QStringView latinNames =
    u"nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 "
    u"sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute "
    u"Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde "
    u"Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave "
    u"aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth "
    u"ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// Its other names, those of ASCII's punctuation and of a few signs, each with its character.
constexpr QStringView otherNames =
    u"excl ! quot \" num # dollar $ percnt % amp & apos ' lpar ( rpar ) ast * plus + comma , period . "
    u"sol / colon : semi ; lt < equals = gt > quest ? commat @ lbrack [ lsqb [ bsol \\ rbrack ] rsqb ] "
    u"Hat ^ lowbar _ grave ` lbrace { lcub { verbar | vert | rbrace } rcub } OElig Œ oelig œ Scaron Š "
    u"scaron š Yuml Ÿ fnof ƒ circ ˆ tilde ˜ Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η "
    u"Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ "
    u"Chi Χ Psi Ψ Omega Ω alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ "
    u"lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigmaf ς sigma σ tau τ upsilon υ phi φ chi χ psi ψ "
    u"omega ω thetasym ϑ upsih ϒ piv ϖ ensp \u2002 emsp \u2003 thinsp \u2009 zwnj \u200C zwj \u200D "
    u"lrm \u200E rlm \u200F ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ dagger † "
    u"Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › oline ‾ frasl ⁄ euro € "
    u"image ℑ weierp ℘ real ℜ trade ™ alefsym ℵ larr ← uarr ↑ rarr → darr ↓ harr ↔ crarr ↵ lArr ⇐ "
    u"uArr ⇑ rArr ⇒ dArr ⇓ hArr ⇔ forall ∀ part ∂ exist ∃ empty ∅ nabla ∇ isin ∈ notin ∉ ni ∋ prod ∏ "
    u"sum ∑ minus − lowast ∗ radic √ prop ∝ infin ∞ ang ∠ and ∧ or ∨ cap ∩ cup ∪ int ∫ there4 ∴ sim ∼ "
    u"cong ≅ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥ sub ⊂ sup ⊃ nsub ⊄ sube ⊆ supe ⊇ oplus ⊕ otimes ⊗ perp ⊥ "
    u"sdot ⋅ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ loz ◊ starf ★ star ☆ spades ♠ clubs ♣ hearts ♥ diams ♦ "
    u"check ✓ cross ✗ lang ⟨ rang ⟩";

QHash<QByteArray, QChar> allNames()
{
    QHash<QByteArray, QChar> table;
    char16_t latin = u'\u00A0';
    for (const QStringView name : latinNames.split(u' '))
        table.insert(name.toLatin1(), latin++);
    const QList<QStringView> others = otherNames.split(u' ');
    for (qsizetype i = 0; i + 1 < others.size(); i += 2)
        table.insert(others.at(i).toLatin1(), others.at(i + 1).front());
    return table;
}

const QHash<QByteArray, QChar> &names()
{
    static const QHash<QByteArray, QChar> table = allNames();
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
    return found == names().constEnd() ? QString::fromUtf8(reference) : QString(*found);
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
