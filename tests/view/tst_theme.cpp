// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/theme.h"
#include "view/conversation/textstyle.h"

#include <QTest>

#include <cmath>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) +
           0.0722 * channel(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textCanBeRead_data();
    void textCanBeRead();
    void fitsThePaletteItMade();
    void highContrastWins();
};

void TestTheme::textCanBeRead_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("paper");
    QTest::addColumn<double>("least");
    for (const auto &[name, theme] : {std::pair("light", Theme::light()), std::pair("dark", Theme::dim())}) {
        const auto row = [&](const char *what, const QColor &ink, const QColor &paper, double least = 4.5) {
            QTest::addRow("%s: %s", name, what) << ink << paper << least;
        };
        row("text on a lane", theme.text, theme.surface);
        row("text on the window", theme.text, theme.window);
        row("text in the user's block", theme.text, theme.soft);
        row("text on code", theme.text, theme.code);
        row("secondary text on a lane", theme.secondaryText, theme.surface);
        row("secondary text on the window", theme.secondaryText, theme.window);
        row("secondary text on soft", theme.secondaryText, theme.soft);
        row("secondary text on code", theme.secondaryText, theme.code);
        row("accent on a lane", theme.accent, theme.surface);
        row("accent on the window", theme.accent, theme.window);
        row("accent on soft, as the pill", theme.accent, theme.soft);
        row("text on a mark", theme.text, TextStyle(theme, QFont()).markColor());
        row("a link on a mark", theme.accent, TextStyle(theme, QFont()).markColor());
        row("live on the pill", theme.good, theme.soft);
        row("a fault on the pill", theme.warning, theme.soft);
        row("a field on a lane", theme.fieldLine, theme.surface, 3);
        row("a field on the window", theme.fieldLine, theme.window, 3);
        row("text on the accent", theme.accentText, theme.accent);
        row("good on the window", theme.good, theme.window);
        row("warning on a lane", theme.warning, theme.surface);
        row("error on a lane", theme.error, theme.surface);
    }
}

void TestTheme::textCanBeRead()
{
    QFETCH(const QColor, ink);
    QFETCH(const QColor, paper);
    QFETCH(const double, least);
    QVERIFY2(contrast(ink, paper) >= least, qPrintable(QString::number(contrast(ink, paper))));
}

void TestTheme::fitsThePaletteItMade()
{
    QCOMPARE(Theme::of(Theme::light().palette()), Theme::light());
    QCOMPARE(Theme::of(Theme::dim().palette()), Theme::dim());
}

void TestTheme::highContrastWins()
{
    QPalette palette(Qt::black);
    for (const auto role : {QPalette::Window, QPalette::Base, QPalette::Button})
        palette.setColor(role, Qt::black);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(role, Qt::white);
    palette.setColor(QPalette::Highlight, Qt::yellow);

    const Theme theme = Theme::of(palette);
    QVERIFY(theme.dark);
    QCOMPARE(theme.text, QColor(Qt::white));
    QCOMPARE(theme.surface, QColor(Qt::black));
    QCOMPARE(theme.accent, QColor(Qt::yellow));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
