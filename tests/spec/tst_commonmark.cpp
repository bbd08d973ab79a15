// SPDX-License-Identifier: GPL-3.0-or-later
#include "flattext.h"
#include "support/markdownfixtures.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

struct Example
{
    int number = 0;
    QString section;
    QString markdown;
    QString html;
};

/// The examples of spec.txt: between two lines of 32 backticks, the text, a line with a full stop, the HTML.
/// An arrow stands for a tab.
QList<Example> readExamples()
{
    QFile file(qEnvironmentVariable("COMMONMARK_SPEC"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("COMMONMARK_SPEC does not name the specification; tests/spec/run sets it");
    const QString spec = QString::fromUtf8(file.readAll()).section(u"<!-- END TESTS -->"_s, 0, 0);
    static const QRegularExpression pattern(
        u"^`{32} example\\n([\\s\\S]*?)^\\.\\n([\\s\\S]*?)^`{32}$|^#{1,6} +(.*)$"_s,
        QRegularExpression::MultilineOption);
    QList<Example> examples;
    QString section;
    for (auto matches = pattern.globalMatch(spec); matches.hasNext();) {
        const auto match = matches.next();
        if (match.hasCaptured(3)) {
            section = match.captured(3);
            continue;
        }
        examples.append({int(examples.size()) + 1, section, match.captured(1).replace(u'→', u'\t'),
            match.captured(2).replace(u'→', u'\t')});
    }
    return examples;
}

/// What is rendered otherwise on purpose, and why; null for all others.
QString whyOtherwise(const Example &example)
{
    static const QSet<QString> htmlSections{u"HTML blocks"_s, u"Raw HTML"_s};
    static const QSet<int> withHtml{21, 31, 344, 475, 476, 477, 491, 642, 643};
    static const QSet<int> bareLinks{608, 611, 612};
    static const QSet<int> spacesInCode{335, 337, 640};
    static const QSet<int> comments{308, 309};
    static const QSet<int> linksWithoutText{484, 581};
    if (comments.contains(example.number))
        return u"a comment is not shown"_s;
    if (htmlSections.contains(example.section) || withHtml.contains(example.number))
        return u"HTML is shown as it is written, or as its harmless tags mean"_s;
    if (bareLinks.contains(example.number))
        return u"a bare address is a link, as on GitHub"_s;
    if (spacesInCode.contains(example.number))
        return u"md4c drops a space before a line break in a code span"_s;
    if (linksWithoutText.contains(example.number))
        return u"a link or picture without text shows its target"_s;
    if (example.number == 488)
        return u"a path as a target may have blanks"_s;
    if (example.number == 356)
        return u"stars between two digits are operators"_s;
    return example.number == 25 ? u"few names of entities beyond those of HTML 4 are known"_s : QString();
}

QList<MarkdownBlock> streamed(const QString &text, QRandomGenerator *random, const MarkdownLimits &limits)
{
    MarkdownDocument document(limits);
    QList<MarkdownBlock> blocks;
    for (qsizetype from = 0; from < text.size();) {
        const qsizetype size = std::min<qsizetype>(random ? 1 + random->bounded(12) : 1, text.size() - from);
        document.append(QStringView(text).sliced(from, size));
        from += size;
        applyChange(blocks, document.take());
    }
    document.finish();
    applyChange(blocks, document.take());
    return blocks;
}

} // namespace

class CommonMarkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void examples_data() { rows(); }
    void examples();
    void streamedIsWhole_data() { rows(); }
    void streamedIsWhole();

private:
    void rows() const;
    QList<Example> m_examples;
};

void CommonMarkTest::initTestCase()
{
    m_examples = readExamples();
    QVERIFY(m_examples.size() > 600);
}

void CommonMarkTest::rows() const
{
    QTest::addColumn<Example>("example");
    for (const Example &example : m_examples)
        QTest::addRow("%d %s", example.number, qPrintable(example.section)) << example;
}

void CommonMarkTest::examples()
{
    QFETCH(const Example, example);
    const QString ours = flatText(parseMarkdown(example.markdown.toUtf8()).blocks);
    if (whyOtherwise(example).isNull())
        QCOMPARE(ours, flatText(example.html));
    else
        QVERIFY2(!ours.isEmpty(), qPrintable(whyOtherwise(example)));
}

/// However an example arrives, it is the same in the end; and the same as the whole, but for links whose
/// definition comes too late.
void CommonMarkTest::streamedIsWhole()
{
    QFETCH(const Example, example);
    const QString &text = example.markdown;
    const QString whole = flatText(parseMarkdown(text.toUtf8()).blocks);
    QCOMPARE(flatText(streamed(text, nullptr, {})), whole);
    QRandomGenerator random(static_cast<quint32>(example.number));
    for (const qsizetype piece : {1, 3, 10}) {
        const MarkdownLimits often{.piece = piece};
        const QList<MarkdownBlock> oneByOne = streamed(text, nullptr, often);
        QCOMPARE(streamed(text, &random, often), oneByOne);
        if (!text.contains(u"]:"))
            QCOMPARE(flatText(joined(oneByOne)), whole);
    }
}

QTEST_GUILESS_MAIN(CommonMarkTest)
#include "tst_commonmark.moc"
