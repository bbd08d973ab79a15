// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/latexsymbols.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// Commands and their symbols, alternating.
constexpr QStringView plainSymbols =
    u"alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ "
    u"varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ "
    u"upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ "
    u"Upsilon Υ Phi Φ Psi Ψ Omega Ω infty ∞ partial ∂ nabla ∇ hbar ℏ ell ℓ Re ℜ Im ℑ aleph ℵ beth ℶ wp ℘ "
    u"imath ı jmath ȷ emptyset ∅ varnothing ∅ angle ∠ triangle △ square □ blacksquare ■ Box □ diamond ⋄ "
    u"bigstar ★ prime ′ dagger † ddagger ‡ degree ° neg ¬ lnot ¬ forall ∀ exists ∃ nexists ∄ top ⊤ bot ⊥ "
    u"checkmark ✓ complement ∁ surd √ flat ♭ sharp ♯ natural ♮ clubsuit ♣ heartsuit ♥ spadesuit ♠ "
    u"diamondsuit ♦ S § P ¶ copyright © pounds £ euro € yen ¥ sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ "
    u"oint ∮ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄ bigsqcup ⨆ "
    u"ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ dotsc … dotsb ⋯ dotsm ⋯ dotso … langle ⟨ rangle ⟩ lfloor ⌊ "
    u"rfloor ⌋ lceil ⌈ rceil ⌉ lbrace { rbrace } lbrack [ rbrack ] lvert | rvert | vert | lVert ‖ rVert ‖ "
    u"hslash ℏ digamma ϝ gimel ℷ measuredangle ∡ lozenge ◊ blacktriangle ▲ iiiint ⨌ oiint ∯ ulcorner ⌜ "
    u"urcorner ⌝ llcorner ⌞ lrcorner ⌟ Vert ‖ lgroup ( rgroup ) backslash \\ { { } } | ‖ % % $ $ # # & & _ _ "
    u". . ";

/// The same for binary operators and relations, which get a space before and after.
constexpr QStringView spacedSymbols =
    u"leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ neq ≠ ne ≠ equiv ≡ approx ≈ approxeq ≊ sim ∼ simeq ≃ "
    u"cong ≅ propto ∝ ll ≪ gg ≫ prec ≺ succ ≻ preceq ⪯ succeq ⪰ doteq ≐ triangleq ≜ coloneqq ≔ coloneq ≔ "
    u"in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ subsetneq ⊊ supset ⊃ supseteq ⊇ supsetneq ⊋ nsubseteq ⊈ "
    u"sqsubseteq ⊑ sqsupseteq ⊒ perp ⊥ parallel ∥ nparallel ∦ mid ∣ nmid ∤ vdash ⊢ dashv ⊣ models ⊨ vDash "
    u"⊨ asymp ≍ bowtie ⋈ lesssim ≲ gtrsim ≳ times × div ÷ cdot · pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet • "
    u"oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ cup ∪ cap ∩ uplus ⊎ sqcup ⊔ sqcap ⊓ setminus ∖ "
    u"smallsetminus ∖ vee ∨ lor ∨ wedge ∧ land ∧ wr ≀ amalg ⨿ ltimes ⋉ rtimes ⋊ dotplus ∔ to → rightarrow "
    u"→ longrightarrow ⟶ gets ← leftarrow ← longleftarrow ⟵ leftrightarrow ↔ longleftrightarrow ⟷ "
    u"Rightarrow ⇒ Longrightarrow ⟹ implies ⟹ Leftarrow ⇐ Longleftarrow ⟸ impliedby ⟸ Leftrightarrow ⇔ "
    u"Longleftrightarrow ⟺ iff ⟺ mapsto ↦ longmapsto ⟼ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ "
    u"Downarrow ⇓ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ hookrightarrow ↪ hookleftarrow ↩ rightharpoonup "
    u"⇀ rightharpoondown ⇁ leftharpoonup ↼ rightleftharpoons ⇌ leadsto ⇝ rightsquigarrow ⇝ nrightarrow ↛ "
    u"leqq ≦ geqq ≧ nleq ≰ ngeq ≱ nless ≮ ngtr ≯ nsim ≁ ncong ≇ precsim ≾ succsim ≿ subseteqq ⫅ supseteqq ⫆ "
    u"nsupseteq ⊉ trianglelefteq ⊴ trianglerighteq ⊵ triangleleft ◁ triangleright ▷ thickapprox ≈ thicksim ∼ "
    u"Vdash ⊩ nvdash ⊬ nvDash ⊭ varpropto ∝ colonequals ≔ nRightarrow ⇏ nLeftarrow ⇍ nleftarrow ↚ "
    u"rightleftarrows ⇄ upharpoonright ↾ twoheadrightarrow ↠ circlearrowleft ↺ circlearrowright ↻ therefore "
    u"∴ because ∵ lt < gt > colon : ";

/// Functions, which are written as their names.
constexpr QStringView functionNames =
    u"sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan log ln lg exp lim limsup liminf max "
    u"min sup inf det dim ker deg gcd arg hom Pr argmax argmin tr rank sgn ";

/// Commands that change only sizes and positions.
constexpr QStringView silentCommands =
    u"! left right displaystyle textstyle scriptstyle limits nolimits hline nonumber notag big Big bigg "
    u"Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr middle centering noindent mathstrut strut - / rm bf "
    u"it sf tt sc tiny "
    u"small normalsize large Large footnotesize scriptscriptstyle boldmath displaylimits ";

void addPairs(QStringView words, const QString &around, QHash<QString, QString> &table)
{
    const QList<QStringView> all = words.split(u' ', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i + 1 < all.size(); i += 2)
        table.insert(all.at(i).toString(), around + all.at(i + 1).toString() + around);
}

QHash<QString, QString> allSymbols()
{
    QHash<QString, QString> table{
        {u"bmod"_s, u" mod "_s},
        {u"quad"_s, u"\u2003"_s},
        {u"qquad"_s, u"\u2003\u2003"_s},
        {u"cr"_s, u"\u2028"_s},
        {u"newline"_s, u"\u2028"_s},
    };
    addPairs(plainSymbols, {}, table);
    addPairs(spacedSymbols, u" "_s, table);
    for (const QStringView space : QStringView(u", ; : enspace thinspace hfill").split(u' '))
        table.insert(space.toString(), u" "_s);
    for (const QStringView silent : silentCommands.split(u' ', Qt::SkipEmptyParts))
        table.insert(silent.toString(), u""_s);
    table.insert(u" "_s, u" "_s);
    return table;
}

const QHash<QString, QString> &symbols()
{
    static const QHash<QString, QString> table = allSymbols();
    return table;
}

constexpr QStringView raisedFrom = u"0123456789+−-=()nabcdefghijklmoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθφχ′ ";
constexpr QStringView raisedTo = u"⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᵠᵡ′ ";
constexpr QStringView loweredFrom = u"0123456789+−-=()aehijklmnoprstuvxβγρφχ ";
constexpr QStringView loweredTo = u"₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ ";

QString mapped(const QString &text, QStringView from, QStringView to)
{
    QString result;
    for (const QChar c : text) {
        const qsizetype at = from.indexOf(c);
        if (at < 0)
            return {};
        result += to.at(at);
    }
    return result;
}

/// A mathematical alphabet of Unicode 13.0, 22.2: the first code points of its letters and digits, 0 if it
/// has none. Some letters were encoded before and are elsewhere.
struct Alphabet
{
    char32_t upper;
    char32_t lower;
    char32_t digits;
    QStringView exceptions; ///< pairs of a letter and its character
};

const Alphabet *findAlphabet(const QString &command)
{
    static const Alphabet doubleStruck{0x1D538, 0x1D552, 0x1D7D8, u"CℂHℍNℕPℙQℚRℝZℤ"};
    static const Alphabet script{0x1D49C, 0x1D4B6, 0, u"BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ"};
    static const Alphabet fraktur{0x1D504, 0x1D51E, 0, u"CℭHℌIℑRℜZℨ"};
    static const Alphabet bold{0x1D400, 0x1D41A, 0x1D7CE, u""};
    static const QHash<QString, const Alphabet *> alphabets{
        {u"mathbb"_s, &doubleStruck},
        {u"Bbb"_s, &doubleStruck},
        {u"mathcal"_s, &script},
        {u"mathscr"_s, &script},
        {u"mathfrak"_s, &fraktur},
        {u"mathbf"_s, &bold},
        {u"boldsymbol"_s, &bold},
        {u"bm"_s, &bold},
        {u"pmb"_s, &bold},
    };
    return alphabets.value(command);
}

QString letterIn(const Alphabet &alphabet, QChar letter)
{
    for (qsizetype i = 0; i < alphabet.exceptions.size(); i += 2) {
        if (alphabet.exceptions.at(i) == letter)
            return alphabet.exceptions.at(i + 1);
    }
    const char16_t c = letter.unicode();
    if (c >= u'A' && c <= u'Z')
        return QString(QChar::fromUcs4(alphabet.upper + c - u'A'));
    if (c >= u'a' && c <= u'z')
        return QString(QChar::fromUcs4(alphabet.lower + c - u'a'));
    if (c >= u'0' && c <= u'9' && alphabet.digits)
        return QString(QChar::fromUcs4(alphabet.digits + c - u'0'));
    return letter;
}

} // namespace

QString latexSymbol(const QString &command)
{
    return symbols().value(command);
}

bool isLatexFunction(const QString &command)
{
    static const QList<QStringView> names = functionNames.split(u' ', Qt::SkipEmptyParts);
    return names.contains(command);
}

QChar latexAccent(const QString &command)
{
    static const QHash<QString, char16_t> accents{
        {u"hat"_s, u'\u0302'},
        {u"widehat"_s, u'\u0302'},
        {u"bar"_s, u'\u0304'},
        {u"overline"_s, u'\u0305'},
        {u"underline"_s, u'\u0332'},
        {u"vec"_s, u'\u20D7'},
        {u"overrightarrow"_s, u'\u20D7'},
        {u"dot"_s, u'\u0307'},
        {u"ddot"_s, u'\u0308'},
        {u"dddot"_s, u'\u20DB'},
        {u"tilde"_s, u'\u0303'},
        {u"widetilde"_s, u'\u0303'},
        {u"check"_s, u'\u030C'},
        {u"acute"_s, u'\u0301'},
        {u"grave"_s, u'\u0300'},
        {u"breve"_s, u'\u0306'},
        {u"mathring"_s, u'\u030A'},
    };
    return QChar(accents.value(command, u'\0'));
}

QString superscript(const QString &text)
{
    return text == u"∘" ? u"°"_s : mapped(text, raisedFrom, raisedTo);
}

QString subscript(const QString &text)
{
    return mapped(text, loweredFrom, loweredTo);
}

QString inAlphabet(const QString &command, const QString &text)
{
    const Alphabet *const alphabet = findAlphabet(command);
    if (!alphabet)
        return text;
    QString result;
    for (const QChar c : text)
        result += letterIn(*alphabet, c);
    return result;
}

} // namespace Parlance
