// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chatrequest.h"
#include "demo/answers/composer.h"
#include "demo/answers/markdownblocks.h"
#include "demo/answers/research.h"
#include "demo/answers/tier.h"

#include <QRegularExpression>
#include <QTest>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;

namespace {

const Tier &tier(const QString &id)
{
    return *std::ranges::find(rufloTiers(), id, &Tier::id);
}

ChatRequest asking(const QStringList &questions)
{
    ChatRequest request;
    for (const QString &question : questions) {
        request.messages.append(Message::of(Role::User, question));
        request.messages.append(Message::of(Role::Assistant, u"..."_s));
    }
    request.messages.removeLast();
    return request;
}

} // namespace

class ComposerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokensJoinToTheText_data();
    void tokensJoinToTheText();
    void tokensAreWords();
    void cappedCutsTheTextAndSaysSo();
    void sameQuestionSameAnswer();
    void everyAnswerSaysWhatItIs_data();
    void everyAnswerSaysWhatItIs();
    void RF_06_to_RF_09_tiersDifferInDepth();
    void RF_06_to_RF_09_tiersDifferInPace();
    void proReasonsTruly();
    void sayHelloInWords_data();
    void sayHelloInWords();
    void greets();
    void saysWhenNothingFits();
    void wordsOfTheUserAreNeverMarkdown();
    void followUpUsesEarlierQuestions();
    void newSubjectIsNotHeldBack();
    void eachHeadingLeadsToItsChapter_data();
    void eachHeadingLeadsToItsChapter();
    void announcedCodeIsNotCutOff();
    void RF_12_maxTokensCapsTheText();

private:
    [[nodiscard]] Answer ask(const QString &tierId, const QStringList &questions) const
    {
        return m_composer.compose(asking(questions), tier(tierId).depth);
    }

    const Handbook m_handbook = Handbook::builtIn();
    const Composer m_composer{m_handbook};
};

void ComposerTest::tokensJoinToTheText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("sentence") << u"Hello, world. It's 3.14!"_s;
    QTest::newRow("space everywhere") << u"  \n a \t b \r\n "_s;
    QTest::newRow("code") << u"```py\n    x = f(a_b)[0]  # no\n```"_s;
    QTest::newRow("CJK") << u"你好，世界。"_s;
    QTest::newRow("emoji with joiners and flags") << u"🚀👩‍💻🇪🇺 é"_s;
    QTest::newRow("right to left") << u"שלום עולם"_s;
}

void ComposerTest::tokensJoinToTheText()
{
    QFETCH(QString, text);
    const QStringList pieces = tokens(text);
    QCOMPARE(pieces.join(QString()), text);
    for (const QString &piece : pieces)
        QVERIFY2(piece.isValidUtf16(), "a character was cut in two");
}

void ComposerTest::tokensAreWords()
{
    QCOMPARE(tokens(u"Hi there, max_tokens\n\nof 世界"_s),
        (QStringList{u"Hi"_s, u" there"_s, u","_s, u" max_tokens"_s, u"\n\nof"_s, u" 世"_s, u"界"_s}));
}

void ComposerTest::cappedCutsTheTextAndSaysSo()
{
    const Answer whole{.reasoning = u"why and how"_s, .text = u"one two three"_s};
    QCOMPARE(whole.finishReason, u"stop"_s);
    QVERIFY(capped(whole, 3) == whole);
    const Answer cut{.reasoning = u"why and how"_s, .text = u"one two"_s, .finishReason = u"length"_s};
    QVERIFY(capped(whole, 2) == cut);
}

void ComposerTest::sameQuestionSameAnswer()
{
    const QStringList questions{u"How do I compare tiers?"_s};
    QVERIFY(ask(u"ruflo-pro"_s, questions) ==
            Composer(Handbook::builtIn()).compose(asking(questions), tier(u"ruflo-pro"_s).depth));
}

void ComposerTest::everyAnswerSaysWhatItIs_data()
{
    QTest::addColumn<QString>("tierId");
    QTest::addColumn<QString>("question");
    const QStringList questions{u"How do I compare tiers?"_s, u"Say hello in 5 words."_s, u"hello"_s,
        u"thanks"_s, u"Who are you?"_s, u"What is the capital of France?"_s, u""_s};
    for (const Tier &each : rufloTiers()) {
        for (const QString &question : questions)
            QTest::addRow("%s: %s", qPrintable(each.id), qPrintable(question)) << each.id << question;
    }
}

void ComposerTest::everyAnswerSaysWhatItIs()
{
    QFETCH(QString, tierId);
    QFETCH(QString, question);
    const QString text = ask(tierId, {question}).text;
    QVERIFY2(text.contains("mbedded demo gateway"_L1), qPrintable(text));
    QVERIFY2(text.contains("not a model"_L1), qPrintable(text));
}

void ComposerTest::RF_06_to_RF_09_tiersDifferInDepth()
{
    const QStringList question{u"How do I compare tiers?"_s};
    QList<qsizetype> lengths;
    for (const QString &id : {u"ruflo-free"_s, u"ruflo-fast"_s, u"ruflo-smart"_s, u"ruflo-pro"_s})
        lengths.append(ask(id, question).text.size());
    QVERIFY(std::ranges::is_sorted(lengths));
    QVERIFY(lengths.constLast() > 2 * lengths.constFirst());
    QCOMPARE(ask(u"ruflo-free"_s, question).text.count("\n### "_L1), 0);
    QCOMPARE(ask(u"ruflo-smart"_s, question).text.count("\n### "_L1), 2);
    const QString smart = ask(u"ruflo-smart"_s, question).text;
    QVERIFY2(smart.contains("\n|---"_L1) || smart.contains("\n```"_L1), qPrintable(smart)); // a table or code
    QVERIFY(ask(u"ruflo-pro"_s, question).text.count("\n## "_L1) >= 2);
    QVERIFY(ask(u"ruflo-smart"_s, question).reasoning.isEmpty());
}

void ComposerTest::RF_06_to_RF_09_tiersDifferInPace()
{
    using namespace std::chrono_literals;
    QVERIFY(tier(u"ruflo-fast"_s).pace.firstToken < 1s); // RF-07 "sub-second"
    for (const Tier &each : rufloTiers()) {
        QVERIFY(tier(u"ruflo-fast"_s).pace.perToken <= each.pace.perToken);
        QVERIFY(tier(u"ruflo-pro"_s).pace.perToken >= each.pace.perToken);
        QCOMPARE(each.pace.thinking > 0s, each.depth.reasoning);
    }
    QCOMPARE(tier(u"ruflo-pro"_s).pace.scaled(2).thinking, tier(u"ruflo-pro"_s).pace.thinking / 2);
    QCOMPARE(tier(u"ruflo-pro"_s).pace.scaled(std::numeric_limits<double>::infinity()).thinking, 0s);
}

void ComposerTest::proReasonsTruly()
{
    const Answer answer = ask(u"ruflo-pro"_s, {u"How do I compare tiers?"_s});
    QVERIFY(answer.reasoning.contains(u"\u201ccompar\u201d, \u201ctier\u201d"_s));
    static const QRegularExpression taken(
        u"\\d\\. (.+) \u203a (.+): score [\\d.]+, \\d+ % of the question, taken"_s);
    int count = 0;
    for (const auto &match : taken.globalMatch(answer.reasoning)) {
        ++count;
        QVERIFY2(answer.text.contains(u"## "_s + match.captured(1)), qPrintable(match.captured(1)));
        QVERIFY2(answer.text.contains(u"# "_s + match.captured(2)), qPrintable(match.captured(2)));
    }
    QVERIFY(count > 1);
}

void ComposerTest::sayHelloInWords_data()
{
    QTest::addColumn<QString>("question");
    QTest::addColumn<int>("words");
    QTest::newRow("the example of Ruflo's documentation") << u"Say hello in 5 words."_s << 5;
    QTest::newRow("number in letters") << u"Please say hi in three words"_s << 3;
    for (int i = 1; i <= 10; ++i)
        QTest::addRow("%d", i) << u"say hello in %1 words"_s.arg(i) << i;
}

void ComposerTest::sayHelloInWords()
{
    QFETCH(QString, question);
    QFETCH(int, words);
    const QString greeting = markdownBlocks(ask(u"ruflo-free"_s, {question}).text).constFirst();
    QCOMPARE(greeting.split(u' ').size(), words);
}

void ComposerTest::greets()
{
    QVERIFY(ask(u"ruflo-free"_s, {u"Hello!"_s}).text.startsWith("Hello!"_L1));
    QVERIFY(ask(u"ruflo-free"_s, {u"Hello!"_s}).text.contains("- [Comparing tiers](ask:)"_L1));
    QVERIFY(ask(u"ruflo-free"_s, {u"thank you"_s}).text.startsWith("You are welcome"_L1));
}

void ComposerTest::saysWhenNothingFits()
{
    const QString text = ask(u"ruflo-smart"_s, {u"What is the capital of France?"_s}).text;
    QVERIFY(text.contains("I found nothing that fits `capital` and `France` together."_L1));
    QVERIFY(text.contains("- [Reading a stream"_L1));
    QVERIFY(ask(u"ruflo-pro"_s, {u"What is the capital of France?"_s}).reasoning.contains("nothing fits"_L1));
}

void ComposerTest::wordsOfTheUserAreNeverMarkdown()
{
    const QString text =
        ask(u"ruflo-free"_s, {u"# zebra `giraffe` ![x](http://example.org/okapi.png)"_s}).text;
    QVERIFY(text.contains("`zebra`, `giraffe`"_L1));
    QVERIFY(!text.contains("\n#"_L1));
    QVERIFY(!text.contains("!["_L1));
}

void ComposerTest::followUpUsesEarlierQuestions()
{
    const QString text =
        ask(u"ruflo-free"_s, {u"How do I read a stream in JavaScript?"_s, u"and in Python?"_s}).text;
    QVERIFY(text.contains("**Read a stream in Python**"_L1));
    QVERIFY(text.contains("import urllib.request"_L1));
    const QString bare = ask(u"ruflo-free"_s, {u"How do I compare tiers?"_s, u"and then?"_s}).text;
    QVERIFY(bare.contains("**Comparing tiers**"_L1));
}

void ComposerTest::newSubjectIsNotHeldBack()
{
    const QString text =
        ask(u"ruflo-free"_s, {u"How do I read a stream in Python?"_s, u"Do I need an API key?"_s}).text;
    QVERIFY(text.contains("**Do I need an API key?**"_L1));
    const QString strange =
        ask(u"ruflo-free"_s, {u"How do I compare tiers?"_s, u"And what about giraffes?"_s}).text;
    QVERIFY(strange.contains("nothing about `giraffes`"_L1));
}

void ComposerTest::eachHeadingLeadsToItsChapter_data()
{
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("chapter");
    QTest::newRow("What is a tier?") << u"What is a tier?"_s << u"Comparing tiers"_s;
    for (const Passage &passage : m_handbook.passages())
        QTest::addRow("%s, %s", qPrintable(passage.chapter), qPrintable(passage.heading))
            << passage.heading << passage.chapter;
}

void ComposerTest::eachHeadingLeadsToItsChapter()
{
    QFETCH(const QString, question);
    QFETCH(const QString, chapter);
    for (const QStringList &questions :
        {QStringList{question}, QStringList{u"How do I read a stream in JavaScript?"_s, question},
            QStringList{u"How do I draw a picture?"_s, question}}) {
        const Research found = research(m_handbook, asking(questions), tier(u"ruflo-free"_s).depth);
        QVERIFY(!found.chosen.isEmpty());
        QCOMPARE(m_handbook.passage(found.chosen.constFirst()).chapter, chapter);
    }
}

void ComposerTest::announcedCodeIsNotCutOff()
{
    const Composer composer(Handbook({u"# Bread\n\nOne.\n\nLike this:\n\n```\nflour\n```\n\nEnd.\n"_s}));
    const QString text = composer.compose(asking({u"bread"_s}), {.passages = 1, .blocks = 2}).text;
    QVERIFY(text.contains("Like this:\n\n```\nflour\n```"_L1));
    QVERIFY(!text.contains("End."_L1));
}

void ComposerTest::RF_12_maxTokensCapsTheText()
{
    ChatRequest request = asking({u"How do I compare tiers?"_s});
    request.maxTokens = 7;
    const Answer answer = m_composer.compose(request, tier(u"ruflo-pro"_s).depth);
    QCOMPARE(tokens(answer.text).size(), 7);
    QCOMPARE(answer.finishReason, u"length"_s);
    QVERIFY(!answer.reasoning.isEmpty());
}

QTEST_GUILESS_MAIN(ComposerTest)
#include "tst_composer.moc"
