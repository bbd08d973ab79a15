// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/promptlibrary.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// Prompts that the user saved: what comes back, what is refused, and in which order they are found.
class TestPromptLibrary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void promptsComeBackTheSame();
    void aFileHasNothingElse();
    void foldersComeInOrder();
    void aTakenNameIsRefused();
    void replacingTakesAnotherWord();
    void renamingMovesAndReplacesNothing();
    void keysAreNeverWritten_data();
    void keysAreNeverWritten();
    void blankOnesAreRefused();
    void tooLongANameIsRefused();
    void aBrokenFileLosesNothing_data();
    void aBrokenFileLosesNothing();
    void deletedOnesArePutBackAsTheyWere();
    void failureIsSaid();
    void namesAreTidied_data();
    void namesAreTidied();
    void searchFinds_data();
    void searchFinds();

private:
    [[nodiscard]] QStringList names() const;
    void write(const QString &file, const QByteArray &text) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PromptLibrary> m_library;
};

namespace {

using Kind = SavedPrompt::Kind;

SavedPrompt promptOf(const QString &name, const QString &text = u"Hello"_s)
{
    return {.name = name, .text = text};
}

QStringList namesOf(const QList<SavedPrompt> &prompts)
{
    QStringList names;
    for (const SavedPrompt &prompt : prompts)
        names << prompt.name;
    return names;
}

} // namespace

void TestPromptLibrary::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_library = std::make_unique<PromptLibrary>(m_folder->filePath(u"prompts"_s));
}

QStringList TestPromptLibrary::names() const
{
    return namesOf(m_library->prompts());
}

void TestPromptLibrary::write(const QString &name, const QByteArray &text) const
{
    QDir().mkpath(m_library->folder());
    QFile file(m_library->folder() + u'/' + name);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
}

void TestPromptLibrary::promptsComeBackTheSame()
{
    const QList<SavedPrompt> saved{
        promptOf(u"plain"_s, u"To {{city}}\n\n  \"as it is\" \u00e4\U0001F98A\n"_s),
        {.name = u"work/a & b: 100 %"_s, .kind = Kind::System, .text = u"Be brief."_s}};
    for (const SavedPrompt &prompt : saved)
        QVERIFY(m_library->save(prompt));
    const PromptLibrary again(m_library->folder());
    QCOMPARE(again.prompts(), saved);
}

void TestPromptLibrary::aFileHasNothingElse()
{
    QVERIFY(m_library->save({.name = u"a/b"_s, .kind = Kind::System, .text = u"Be brief."_s}));
    QFile file(m_library->folder() + u"/a%2Fb.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("{\n    \"kind\": \"system\",\n    \"text\": \"Be brief.\"\n}\n"));
}

void TestPromptLibrary::foldersComeInOrder()
{
    for (const QString &name : {u"work/z"_s, u"b"_s, u"Art/x"_s, u"A"_s, u"work/letters/a"_s, u"work/B"_s})
        QVERIFY(m_library->save(promptOf(name)));
    QCOMPARE(
        names(), QStringList({u"A"_s, u"b"_s, u"Art/x"_s, u"work/B"_s, u"work/z"_s, u"work/letters/a"_s}));
    QCOMPARE(promptOf(u"work/letters/a"_s).folder(), u"work/letters"_s);
    QCOMPARE(promptOf(u"work/letters/a"_s).title(), u"a"_s);
    QCOMPARE(promptOf(u"a"_s).folder(), QString());
}

void TestPromptLibrary::aTakenNameIsRefused()
{
    QVERIFY(m_library->save(promptOf(u"a"_s, u"old"_s)));
    const auto again = m_library->save(promptOf(u"a"_s, u"new"_s));
    QVERIFY(!again);
    QCOMPARE(again.error(), u"There is a prompt “a” already: choose another name."_s);
    QCOMPARE(m_library->prompts(), QList<SavedPrompt>({promptOf(u"a"_s, u"old"_s)}));
}

void TestPromptLibrary::replacingTakesAnotherWord()
{
    QVERIFY(m_library->save(promptOf(u"a"_s, u"old"_s)));
    QVERIFY(m_library->replace(promptOf(u"a"_s, u"new"_s)));
    QCOMPARE(m_library->prompts(), QList<SavedPrompt>({promptOf(u"a"_s, u"new"_s)}));
}

void TestPromptLibrary::renamingMovesAndReplacesNothing()
{
    QVERIFY(m_library->save(promptOf(u"a"_s, u"one"_s)));
    QVERIFY(m_library->save(promptOf(u"b"_s, u"two"_s)));
    QVERIFY(!m_library->rename(u"a"_s, u"b"_s));
    QVERIFY(m_library->rename(u"a"_s, u"a"_s));
    QVERIFY(m_library->rename(u"a"_s, u"work/c"_s));
    QCOMPARE(m_library->prompts(),
        QList<SavedPrompt>({promptOf(u"b"_s, u"two"_s), promptOf(u"work/c"_s, u"one"_s)}));
    QVERIFY(!m_library->rename(u"not there"_s, u"d"_s));
    QVERIFY(!m_library->rename(u"b"_s, u"sk-abcdefghijklmnop"_s));
    QCOMPARE(names(), QStringList({u"b"_s, u"work/c"_s}));
}

void TestPromptLibrary::keysAreNeverWritten_data()
{
    QTest::addColumn<SavedPrompt>("prompt");
    QTest::newRow("in the text") << promptOf(u"a"_s, u"Use sk-abcdefghijklmnop please"_s);
    QTest::newRow("in the name") << promptOf(u"flp_sk_abcdefghijklmn"_s);
}

void TestPromptLibrary::keysAreNeverWritten()
{
    QFETCH(const SavedPrompt, prompt);
    const auto saved = m_library->save(prompt);
    QVERIFY(!saved);
    QVERIFY2(saved.error().startsWith(u"Not saved: it seems to contain a key."), qPrintable(saved.error()));
    QVERIFY2(!saved.error().contains(u"abc"), qPrintable(saved.error()));
    QVERIFY(!QDir(m_library->folder()).exists());
}

void TestPromptLibrary::blankOnesAreRefused()
{
    QCOMPARE(m_library->save(promptOf({})).error_or(QString()), u"Give the prompt a name."_s);
    QCOMPARE(m_library->save(promptOf(u"a"_s, u" \n"_s)).error_or(QString()), u"There is no text to save."_s);
    QVERIFY(names().isEmpty());
}

void TestPromptLibrary::tooLongANameIsRefused()
{
    QVERIFY(!m_library->save(promptOf(QString(300, u'a'))));
    QVERIFY(m_library->save(promptOf(u"a"_s)));
    QVERIFY(!m_library->rename(u"a"_s, QString(300, u'a')));
    QCOMPARE(names(), QStringList(u"a"_s));
}

void TestPromptLibrary::aBrokenFileLosesNothing_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("why");
    QTest::newRow("empty") << QByteArray() << u"line 1: illegal value"_s;
    QTest::newRow("cut off") << QByteArray("{\"kind\": \"prompt\", \"text\": \"Dear") << u"line 1"_s;
    QTest::newRow("no text") << QByteArray(R"({"kind":"prompt"})") << u"text: is missing"_s;
    QTest::newRow("another kind") << QByteArray(R"({"kind":"joke","text":"a"})")
                                  << u"kind: \"joke\" is neither prompt nor system"_s;
    QTest::newRow("more") << QByteArray(R"({"kind":"prompt","text":"a","messages":[]})")
                          << u"messages: is not a known field"_s;
    QTest::newRow("a key") << QByteArray(R"({"kind":"prompt","text":"sk-abcdefghijklmnop"})")
                           << u"text: a key"_s;
}

void TestPromptLibrary::aBrokenFileLosesNothing()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, why);
    QVERIFY(m_library->save(promptOf(u"good"_s)));
    write(u"bad.json"_s, text);
    const QList<SavedPrompt> prompts = m_library->prompts();
    QCOMPARE(namesOf(prompts), QStringList({u"bad"_s, u"good"_s}));
    QVERIFY2(prompts.first().fault.contains(why), qPrintable(prompts.first().fault));
    QVERIFY(prompts.first().text.isEmpty());
    QVERIFY(!m_library->save(promptOf(u"bad"_s)));
    QVERIFY(m_library->rename(u"bad"_s, u"kept/bad"_s)); // as it is
    QCOMPARE(m_library->file(u"kept/bad"_s).value(), text);
}

void TestPromptLibrary::deletedOnesArePutBackAsTheyWere()
{
    write(u"a.json"_s, "{\"text\":\"odd\",   \"kind\":\"prompt\"}");
    const auto file = m_library->file(u"a"_s);
    QVERIFY(m_library->remove(u"a"_s));
    QVERIFY(names().isEmpty());
    QVERIFY(!m_library->remove(u"a"_s));
    QVERIFY(m_library->putBack(u"a"_s, file.value()));
    QCOMPARE(m_library->file(u"a"_s).value(), file.value());
}

void TestPromptLibrary::failureIsSaid()
{
    QFile file(m_folder->filePath(u"prompts"_s)); // where the folder would be
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto saved = m_library->save(promptOf(u"a"_s));
    QVERIFY(!saved);
    QVERIFY2(saved.error().contains(m_library->folder()), qPrintable(saved.error()));
}

void TestPromptLibrary::namesAreTidied_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"a"_s << u"a"_s;
    QTest::newRow("spaces") << u"  a   b "_s << u"a b"_s;
    QTest::newRow("folders") << u" work // letters / a  b "_s << u"work/letters/a b"_s;
    QTest::newRow("slashes alone") << u" / /"_s << QString();
    QTest::newRow("a folder without a name") << u"work/"_s << u"work"_s;
}

void TestPromptLibrary::namesAreTidied()
{
    QFETCH(QString, typed);
    QTEST(tidyName(typed), "name");
}

void TestPromptLibrary::searchFinds_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("nothing typed") << u" "_s
                                   << QStringList(
                                          {u"resummon"_s, u"Summary"_s, u"sum/other"_s, u"text"_s, u"x"_s});
    QTest::newRow("best first") << u"sum"_s
                                << QStringList({u"Summary"_s, u"resummon"_s, u"sum/other"_s, u"text"_s});
    QTest::newRow("every word") << u"LETTER sum"_s << QStringList({u"Summary"_s});
    QTest::newRow("in the text") << u"of a"_s << QStringList({u"Summary"_s});
    QTest::newRow("nowhere") << u"zebra"_s << QStringList();
}

void TestPromptLibrary::searchFinds()
{
    const QList<SavedPrompt> prompts{promptOf(u"resummon"_s), promptOf(u"Summary"_s, u"of a letter"_s),
        promptOf(u"sum/other"_s), promptOf(u"text"_s, u"in sum"_s), promptOf(u"x"_s)};
    QFETCH(QString, query);
    QFETCH(QStringList, names);
    QCOMPARE(namesOf(found(prompts, query)), names);
}

QTEST_GUILESS_MAIN(TestPromptLibrary)
#include "tst_promptlibrary.moc"
