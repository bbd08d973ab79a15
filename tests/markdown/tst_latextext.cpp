// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/latextext.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class LatexTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writes_data();
    void writes();
    void linesOfADisplay_data();
    void linesOfADisplay();
    void anyTextIsWritten();
};

void LatexTextTest::writes_data()
{
    QTest::addColumn<QString>("latex");
    QTest::addColumn<QString>("expected");
    const auto row = [](const QString &latex, const QString &expected) {
        QTest::newRow(qPrintable(latex)) << latex << expected;
    };
    row(u"x"_s, u"x"_s);
    row(u"E = mc^2"_s, u"E = mc²"_s);
    row(u"a_1 + a_{12} - b_i"_s, u"a₁ + a₁₂ − bᵢ"_s);
    row(u"x^{n+1}"_s, u"xⁿ⁺¹"_s);
    row(u"x^{a/b}"_s, u"x^(a/b)"_s);
    row(u"x^\\infty"_s, u"x^∞"_s);
    row(u"f'(x)"_s, u"f′(x)"_s);
    row(u"90^\\circ"_s, u"90°"_s);
    row(u"\\alpha + \\Omega"_s, u"α + Ω"_s);
    row(u"a\\leq b"_s, u"a ≤ b"_s);
    row(u"a \\ne b"_s, u"a ≠ b"_s);
    row(u"a \\times b \\cdot c"_s, u"a × b · c"_s);
    row(u"f: A \\to B"_s, u"f: A → B"_s);
    row(u"A \\Rightarrow B"_s, u"A ⇒ B"_s);
    row(u"\\frac{1}{2}"_s, u"1⁄2"_s);
    row(u"\\frac12"_s, u"1⁄2"_s);
    row(u"\\frac{a}{b+1}"_s, u"a/(b+1)"_s);
    row(u"\\frac{a + b}{c}x"_s, u"(a + b)/c x"_s);
    row(u"\\dfrac{\\partial f}{\\partial x}"_s, u"(∂ f)/(∂ x)"_s);
    row(u"\\sqrt{2}"_s, u"√2"_s);
    row(u"\\sqrt{a+b}"_s, u"√(a+b)"_s);
    row(u"\\sqrt[3]{x}"_s, u"³√x"_s);
    row(u"\\sum_{i=1}^{n} i"_s, u"∑ᵢ₌₁ⁿ i"_s);
    row(u"\\int_0^1 x\\,dx"_s, u"∫₀¹ x dx"_s);
    row(u"\\lim_{x \\to 0} \\sin x"_s, u"lim_(x → 0) sin x"_s);
    row(u"\\mathbb{R}^n"_s, u"ℝⁿ"_s);
    row(u"x \\in \\mathbb{AZ}"_s, u"x ∈ 𝔸ℤ"_s);
    row(u"\\mathcal{L} \\mathbf{v} \\mathfrak g"_s, u"ℒ 𝐯 𝔤"_s);
    row(u"\\text{if } x > 0"_s, u"if  x > 0"_s.replace(u"  "_s, u" "_s));
    row(u"\\mathrm{d}x \\operatorname{softmax}(z)"_s, u"dx softmax(z)"_s);
    row(u"\\left( \\frac{a}{b} \\right)"_s, u"( a⁄b )"_s);
    row(u"\\left. x \\right|_0"_s, u"x |₀"_s);
    row(u"\\bigl\\{ a, b \\bigr\\}"_s, u"{ a, b }"_s);
    row(u"\\|v\\|"_s, u"‖v‖"_s);
    row(u"\\hat{x} \\vec v \\bar{ab}"_s, u"x\u0302 v\u20D7 ab\u0304"_s);
    row(u"\\overline{ab}"_s, u"a\u0305b\u0305"_s);
    row(u"a \\not\\in b"_s, u"a ∉ b"_s);
    row(u"\\binom{n}{k}"_s, u"(n choose k)"_s);
    row(u"a \\equiv b \\pmod{n}"_s, u"a ≡ b (mod n)"_s);
    row(u"5\\% \\$3 a\\_b \\{\\}"_s, u"5% $3 a_b {}"_s);
    row(u"\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}"_s, u"(1, 2; 3, 4)"_s);
    row(u"x = \\begin{cases} 1 & a \\\\ 0 & b \\end{cases}"_s, u"x = {1, a; 0, b"_s);
    row(u"\\unknown{x} + \\foo"_s, u"unknownx + foo"_s);
    row(u"\\ket{\\psi} \\bra\\phi \\braket{a|b}"_s, u"|ψ⟩ ⟨φ| ⟨a|b⟩"_s);
    row(u"\\norm{x} + \\abs{y}"_s, u"‖x‖ + |y|"_s);
    row(u"a\\hspace{1em}b\\vspace{2pt}c"_s, u"a bc"_s);
    row(u"{\\rm d}x {\\cal L}"_s, u"dx ℒ"_s);
    row(u"a \\leqq b \\nleq c"_s, u"a ≦ b ≰ c"_s);
    row(u"\\bcancel{x} + \\phantom{y}z"_s, u"x + z"_s);
    row(u"\\underbrace{a+b}_{n} + \\overbrace{c+d}"_s, u"(a+b)ₙ + c+d"_s);
    row(u"\\frac{a}{b"_s, u"a⁄b"_s);
    row(u"\\frac{a}"_s, u"a"_s);
    row(u"\\sqrt{"_s, u"√"_s);
    row(u"a & b"_s, u"a b"_s);
    row(u"\\xrightarrow{f} B"_s, u"—f→ B"_s);
    row(u"\\ce{H2O}"_s, u"H₂O"_s);
    row(u"e^{i\\pi} + 1 = 0"_s, u"e^(iπ) + 1 = 0"_s);
    row(u"n! \\sim \\sqrt{2\\pi n}"_s, u"n! ∼ √(2π n)"_s);

    // A root ends where its line would.
    row(u"\\sqrt{2\\pi}"_s, u"√(2π)"_s);
    row(u"\\sqrt{ab}"_s, u"√(ab)"_s);
    row(u"\\sqrt{x^2}"_s, u"√(x²)"_s);
    row(u"\\sqrt{\\pi}"_s, u"√π"_s);
    row(u"\\sqrt{12}"_s, u"√12"_s);
    row(u"\\sqrt{2.5}"_s, u"√2.5"_s);
    row(u"\\sqrt{x_1}"_s, u"√x₁"_s);
    row(u"\\sqrt{\\mathbf{x}}"_s, u"√𝐱"_s);
    row(u"\\sqrt{\\hat{x}}"_s, u"√x\u0302"_s);
    row(u"\\sqrt{2}x"_s, u"√2 x"_s);
    row(u"\\sqrt{2}\\pi"_s, u"√2 π"_s);
    row(u"\\sqrt{2}(a+b)"_s, u"√2 (a+b)"_s);
    row(u"2\\sqrt{2}"_s, u"2√2"_s);
    row(u"\\sqrt{x}^2"_s, u"(√x)²"_s);
    row(u"\\sqrt{x} ^2 + \\sqrt{x} y"_s, u"(√x)² + √x y"_s);
    row(u"\\sqrt[3]{x+1}"_s, u"³√(x+1)"_s);
    row(u"a\\sqrt[3]{x}"_s, u"a ³√x"_s);
    row(u"\\frac{1}{\\sqrt{2\\pi}}"_s, u"1/(√(2π))"_s);

    // So do the parts of a fraction.
    row(u"\\frac{a+b}{2a}"_s, u"(a+b)/(2a)"_s);
    row(u"\\frac{-b \\pm \\sqrt{b^2-4ac}}{2a}"_s, u"(−b ± √(b²−4ac))/(2a)"_s);
    row(u"2\\frac{1}{2}"_s, u"2 1⁄2"_s);
    row(u"x\\frac{1}{b+1}"_s, u"x 1/(b+1)"_s);
    row(u"\\sin\\frac{x}{2}"_s, u"sin x⁄2"_s);
    row(u"\\frac{1}{2}\\frac{3}{4}"_s, u"1⁄2 3⁄4"_s);
    row(u"-\\frac{1}{2}"_s, u"−1⁄2"_s);
    row(u"(\\frac{1}{2})"_s, u"(1⁄2)"_s);
    row(u"\\left(\\frac{a}{b}\\right)^2"_s, u"(a⁄b)²"_s);
    row(u"\\frac{n}{2}(a+b)"_s, u"n⁄2 (a+b)"_s);
    row(u"\\frac{1}{2}\\nabla f"_s, u"1⁄2 ∇ f"_s);
    row(u"\\frac{1}{2}\\langle a\\rangle"_s, u"1⁄2 ⟨ a⟩"_s);
    row(u"\\left|\\frac{a}{b}\\right|"_s, u"|a⁄b|"_s);
    row(u"\\frac{1}{2}\\left(a+b\\right)"_s, u"1⁄2 (a+b)"_s);
    row(u"\\frac{d}{dx}f(x)"_s, u"d⁄dx f(x)"_s);
    row(u"\\frac{a}{b}^2"_s, u"(a⁄b)²"_s);
    row(u"\\left.\\frac{df}{dx}\\right|_{x=0}"_s, u"df⁄dx|ₓ₌₀"_s);

    // The name of a function is no product of letters.
    row(u"x\\sin x"_s, u"x sin x"_s);
    row(u"a\\cos\\theta"_s, u"a cos θ"_s);
    row(u"\\sin^2\\theta"_s, u"sin²θ"_s);
    row(u"\\ln(x)\\log_2n"_s, u"ln(x) log₂n"_s);
    row(u"x_{\\max}"_s, u"xₘₐₓ"_s);
    row(u"k\\operatorname{rank}A"_s, u"k rank A"_s);

    // An exponent or index ends, too.
    row(u"e^{-x^2/2}"_s, u"e^(−x²/2)"_s);
    row(u"a_{i,j}"_s, u"a_(i,j)"_s);
    row(u"A^CB"_s, u"A^C B"_s);
    row(u"f_X(x)"_s, u"f_X(x)"_s);
    row(u"\\lim_{x \\to 0}f(x)"_s, u"lim_(x → 0) f(x)"_s);
    row(u"\\int_0^{2\\pi}f(x)\\,dx"_s, u"∫₀^(2π) f(x) dx"_s);
    row(u"\\int_0^\\infty e^{-x}dx"_s, u"∫₀^∞ e⁻ˣdx"_s);
    row(u"\\int_0^{\\infty}e^{-x}dx"_s, u"∫₀^∞ e⁻ˣdx"_s);
    row(u"\\overline{AB}"_s, u"A\u0305B\u0305"_s);
    row(u"\\hat{p}"_s, u"p\u0302"_s);
    row(u"x\\text{ if }y"_s, u"x if y"_s);
}

void LatexTextTest::writes()
{
    QFETCH(const QString, latex);
    QFETCH(const QString, expected);
    QCOMPARE(latexToText(latex), expected);
}

void LatexTextTest::linesOfADisplay_data()
{
    QTest::addColumn<QString>("latex");
    QTest::addColumn<QString>("expected");
    QTest::newRow("aligned") << u"\\begin{aligned} a &= b \\\\ &= c \\end{aligned}"_s
                             << u"a = b / \u2007 = c"_s;
    QTest::newRow("lines") << u"a = b \\\\\nc = d"_s << u"a = b / c = d"_s;
    QTest::newRow("matrix") << u"A = \\begin{bmatrix} 1 & 20 \\\\ 300 & 4 \\end{bmatrix}"_s
                            << u"A = / ⎡ 1\u2007\u2007\u200320 ⎤ / ⎣ 300\u20034 ⎦"_s;
    QTest::newRow("inverse matrix") << u"\\begin{bmatrix} a \\\\ b \\end{bmatrix}^{-1}_2"_s
                                    << u"⎡ a ⎤⁻¹ / ⎣ b ⎦₂"_s;
    QTest::newRow("cases") << u"\\begin{cases} x & a \\\\ y & b \\\\ z & c \\end{cases}"_s
                           << u"⎧ x\u2003a / ⎨ y\u2003b / ⎩ z\u2003c"_s;
    QTest::newRow("array") << u"\\begin{array}{cc} a & b \\\\ \\hline c & d \\\\ \\end{array}"_s
                           << u"a\u2003b / c\u2003d"_s;
    QTest::newRow("in brackets") << u"\\left(\\begin{matrix} a \\\\ b \\end{matrix}\\right)^2"_s
                                 << u"( / a / b / )²"_s;
    QTest::newRow("in a fraction") << u"\\frac{\\begin{pmatrix} a \\\\ b \\end{pmatrix}}{2}"_s
                                   << u"((a; b))/2"_s;
    QTest::newRow("open") << u"\\begin{aligned} a &= b \\\\ &"_s << u"a = b"_s;
}

void LatexTextTest::linesOfADisplay()
{
    QFETCH(const QString, latex);
    QFETCH(const QString, expected);
    QCOMPARE(latexToText(latex, true).replace(u"\u2028"_s, u" / "_s), expected);
}

/// Whatever it is given, it ends, and never shows a command's backslash.
void LatexTextTest::anyTextIsWritten()
{
    static const QStringList parts{u"\\frac"_s, u"{"_s, u"}"_s, u"^"_s, u"_"_s, u"\\sqrt"_s, u"["_s, u"]"_s,
        u"\\begin{cases}"_s, u"\\end{cases}"_s, u"\\\\"_s, u"&"_s, u"\\left"_s, u"x"_s, u" "_s, u"\\hat"_s,
        u"\\text{"_s, u"\\"_s, u"\\mathbb"_s, u"😀"_s, u"\\not"_s, u"%"_s, u"\n"_s, u"-"_s, u"\\ket"_s,
        u"\\phantom"_s, u"\\underbrace"_s};
    for (quint32 seed = 1; seed <= 500; ++seed) {
        QRandomGenerator random(seed);
        QString latex;
        for (int i = 0; i < 200; ++i)
            latex += parts.at(random.bounded(int(parts.size())));
        QVERIFY(!latexToText(latex, seed % 2 == 0).contains(u"\\frac"));
    }
    (void)latexToText(u"{"_s.repeated(20000));
    (void)latexToText(u"\\sqrt"_s.repeated(20000));
    (void)latexToText(u"^"_s.repeated(20000));
    (void)latexToText(u"\\begin{cases}"_s.repeated(20000));
    (void)latexToText(u"\\not"_s.repeated(20000));
}

QTEST_GUILESS_MAIN(LatexTextTest)
#include "tst_latextext.moc"
