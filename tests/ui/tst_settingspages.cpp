// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/targetresolver.h"
#include "support/eventually.h"
#include "support/fakekeychain.h"
#include "support/fakeserver.h"
#include "ui/edit/longtextedit.h"
#include "ui/settings/formtext.h"
#include "ui/settings/gatewayform.h"
#include "ui/settings/gatewayspage.h"
#include "ui/settings/settingsdialog.h"
#include "workspace/appsettings.h"

#include <QAccessible>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const QByteArray SessionKey = "sk-ru-session0123456789";
const QByteArray KeychainKey = "sk-keychain0123456789";
const QByteArray EnvironmentKey = "flp_sk_environment0123456789";

QString logged; ///< what went to the log

void keepLog(QtMsgType, const QMessageLogContext &, const QString &text)
{
    logged += text + u'\n';
}

} // namespace

/// The pages of gateways and keys, with a configuration folder of their own.
class TestSettingsPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void everyControlHasANameForAScreenReader();
    void showsTheProfile();
    void takesALineOfAnyLength();
    void savesAnEditedProfile();
    void restoresABuiltInProfile();
    void addsACopyWithItsOwnKey();
    void removesACopy();
    void namesABadFile();
    void theOtherEndpointsAreEdited();
    void FF_38_limitsAreEdited();
    void aProfileIsShownAsText();
    void X_08_refusesAKeyInTheHeaders();
    void namesAFieldThatIsWrong_data();
    void namesAFieldThatIsWrong();
    void RA_20_offersTheFormsThatThereAre();
    void saysThatNoServerAnswers();

    void RA_03_oneKeyForBothProtocols();
    void FF_06_showsWhetherTheVariableIsSet();
    void X_08_keepsTheSourceOnly();
    void keepsAKeyForTheSession();
    void storesAKeyInTheKeychain();
    void clearsAKey();
    void withoutAKeychainOffersTheOthers();
    void X_08_aKeyIsNotTheNameOfAVariable();
    void X_08_noFileAndNoLogHasAKey();

    void anAddressAndItsKeyAreEnteredInOneForm();
    void aKeyThatIsTypedIsForThisSession();
    void theEyeShowsTheKey();
    void HOME_isNotTheVariableOfAKey();
    void X_07_anotherAddressAloneIsNoConsent();
    void X_07_anotherSourceBesideTheAddressIsAConsent();
    void X_07_aConsentIsForTheFormOfTheKey();
    void saysWhereTheKeyGoes();
    void tellsWhatWasEntered_data();
    void tellsWhatWasEntered();
    void opensReadyToType();
    void tabVisitsThePageBeforeTheButtons();
    void anAddressOfTheCommandLineIsShownAndNotKept();
    void anotherAddressTakesThePlaceOfTheCommandLines();
    void consentsAreTakenBack();

    void testsTheDraft();
    void aTestSaysWhatIsWrong();
    void aTestCanBeStopped();
    void anEditForgetsTheTest();
    void X_07_aTestAsksForTheConsent();
    void saysWhyThereIsNothingToTest();
    void anotherProtocolBringsItsPaths();
    void addsAGatewayFromNothing();
    void keepsNoKeyOfAGatewayThatWasRemovedAgain();
    void aNewGatewayIsReadyToType();
    void aClickedGatewayAsksForWhatItLacks();
    void detailsAreFoldedAway();
    void theFormFitsTheDialog();
    void wordsOfTheFormAreWholeInASmallDialog();

private:
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return m_dialog->findChild<T *>(name);
    }
    void type(const QString &field, const QString &text) const;
    void choose(const QString &field, int index) const;
    void apply() const;
    [[nodiscard]] QWidget *buttonOf(QDialogButtonBox::StandardButton button) const
    {
        return m_dialog->findChild<QDialogButtonBox *>()->button(button);
    }
    [[nodiscard]] QString focused() const { return m_dialog->focusWidget()->objectName(); }
    [[nodiscard]] QString said() const
    {
        return child<QLabel>(u"testTitle"_s)->text() + u'\n' + child<QLabel>(u"testText"_s)->text();
    }
    [[nodiscard]] bool saysAfterTest(const QString &text) const
    {
        return eventually(
            [&] { return child<QPushButton>(u"stopTest"_s)->isHidden() && said().contains(text); });
    }
    void prepareFloop(const FakeServer &server) const;
    [[nodiscard]] const Gateway &gateway(QStringView id) const { return *m_resolver->catalog().find(id); }

    QTemporaryDir m_config;
    FakeKeychain *m_keychain = nullptr; ///< the key store's
    std::unique_ptr<TargetResolver> m_resolver;
    std::unique_ptr<SettingsDialog> m_dialog;
    ChatClient m_client;
};

void TestSettingsPages::initTestCase()
{
    QCoreApplication::setOrganizationName(u"parlance"_s);
    QCoreApplication::setApplicationName(u"parlance"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_config.path());
    qputenv("XDG_CONFIG_HOME", m_config.path().toLocal8Bit());
    QCOMPARE(Catalog::userFolder(), m_config.filePath(u"parlance/parlance/gateways"_s));
    qunsetenv("RUAPI_API_KEY");
    qunsetenv("RU_LLM_API_KEY");
    qputenv("FLOOPFLOOP_AI_KEY", EnvironmentKey);
    qInstallMessageHandler(keepLog);
}

void TestSettingsPages::init()
{
    auto keychain = std::make_unique<FakeKeychain>();
    m_keychain = keychain.get();
    m_resolver = std::make_unique<TargetResolver>(
        Catalog::load(Catalog::userFolder()), QUrl(), std::make_unique<KeyStore>(std::move(keychain)));
    m_dialog = std::make_unique<SettingsDialog>(&m_client, m_resolver.get());
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void TestSettingsPages::cleanup()
{
    m_dialog.reset();
    m_resolver.reset();
    QSettings().clear();
    QDir(Catalog::userFolder()).removeRecursively();
}

void TestSettingsPages::type(const QString &field, const QString &text) const
{
    auto *line = child<QLineEdit>(field);
    line->selectAll();
    QTest::keyClick(line, Qt::Key_Delete);
    QTest::keyClicks(line, text);
}

void TestSettingsPages::choose(const QString &field, int index) const
{
    auto *box = child<QComboBox>(field);
    box->setCurrentIndex(index);
    Q_EMIT box->activated(index);
}

void TestSettingsPages::apply() const
{
    for (QPushButton *button : m_dialog->findChildren<QPushButton *>()) {
        if (button->text().remove(u'&') == "Apply"_L1)
            QTest::mouseClick(button, Qt::LeftButton);
    }
}

void TestSettingsPages::everyControlHasANameForAScreenReader()
{
    for (const QString &id : {u"ruapi-claude"_s, u"ru-llm"_s}) {
        m_dialog->showGateway(id);
        m_dialog->showKey(id);
        for (QWidget *widget : m_dialog->findChildren<QWidget *>()) {
            const bool isControl = qobject_cast<QLineEdit *>(widget) ||
                                   qobject_cast<QPlainTextEdit *>(widget) ||
                                   qobject_cast<QComboBox *>(widget) || qobject_cast<QListWidget *>(widget);
            if (!isControl || widget->focusPolicy() == Qt::NoFocus)
                continue;
            QVERIFY(!widget->objectName().isEmpty());
            QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName()));
        }
    }
}

void TestSettingsPages::showsTheProfile()
{
    m_dialog->showGateway(u"ru-llm"_s);
    QCOMPARE(child<QLineEdit>(u"gatewayName"_s)->text(), u"ru-llm"_s);
    QCOMPARE(child<QLineEdit>(u"baseUrl"_s)->text(), u"https://api.ru-llm.relay2.xyz/v1"_s);
    QCOMPARE(child<QLineEdit>(u"chatPath"_s)->text(), u"/v1/chat/completions"_s);
    QCOMPARE(child<QPlainTextEdit>(u"models"_s)->toPlainText(),
        u"gpt-4o By OpenAI\nclaude-3-5-sonnet-20241022 By Anthropic"_s);
    QVERIFY(!m_dialog->findChild<GatewaysPage *>()->isModified());
}

void TestSettingsPages::takesALineOfAnyLength()
{
    m_dialog->showGateway(u"floopfloop"_s);
    const QString json = u"{ \"a\": \""_s + QString(1'000'000, u'a') + u"\" }"_s;
    auto *extra = child<LongTextEdit>(u"extraJson"_s);
    extra->setPlainText(json);
    QVERIFY(extra->document()->blockCount() > 1); // laid out in pieces
    QCOMPARE(m_dialog->findChild<GatewayForm *>()->gateway().shape.body, json.toUtf8());
}

void TestSettingsPages::savesAnEditedProfile()
{
    const QSignalSpy changed(m_resolver.get(), &TargetResolver::catalogChanged);
    m_dialog->showGateway(u"floopfloop"_s);
    type(u"baseUrl"_s, u"https://floop.example"_s); // FF-01
    child<QPlainTextEdit>(u"headers"_s)->setPlainText(u"X-Title: Parlance\n"_s);
    child<QPlainTextEdit>(u"extraJson"_s)->setPlainText(u"{ \"zeta\": 7.0,\n  \"alpha\": 1e2 }"_s);
    child<QPlainTextEdit>(u"models"_s)->setPlainText(u"auto Anything\nmine"_s);
    QVERIFY(m_dialog->findChild<GatewaysPage *>()->isModified());
    apply();
    QCOMPARE(changed.size(), 1);
    QVERIFY(!m_dialog->findChild<GatewaysPage *>()->isModified());
    const Gateway edited = *Catalog::load(Catalog::userFolder()).find(u"floopfloop");
    QCOMPARE(edited, gateway(u"floopfloop"));
    QCOMPARE(edited.baseUrl, QUrl(u"https://floop.example"_s));
    QCOMPARE(edited.headers, RawHeaders({{"X-Title", "Parlance"}}));
    QCOMPARE(edited.shape.body, "{ \"zeta\": 7.0,\n  \"alpha\": 1e2 }"); // as it was typed
    const QList<Tier> tiers{
        {.model = u"auto"_s, .useCase = u"Anything"_s}, {.model = u"mine"_s, .useCase = {}}};
    QCOMPARE(edited.tiers, tiers);
    QCOMPARE(edited.notes.size(), 4); // what the form does not show stays
}

void TestSettingsPages::restoresABuiltInProfile()
{
    m_dialog->showGateway(u"ruflo"_s);
    auto *restore = child<QPushButton>(u"removeGateway"_s);
    QVERIFY(!restore->isEnabled());
    type(u"baseUrl"_s, u"http://127.0.0.1:3000"_s);
    apply();
    QVERIFY(restore->isEnabled());
    QTest::mouseClick(restore, Qt::LeftButton);
    QCOMPARE(child<QLineEdit>(u"baseUrl"_s)->text(), u"https://ruflo.io"_s);
    apply();
    QVERIFY(QDir(Catalog::userFolder()).isEmpty());
    QCOMPARE(gateway(u"ruflo"), *Catalog::builtIn().find(u"ruflo"));
}

void TestSettingsPages::addsACopyWithItsOwnKey()
{
    m_dialog->showGateway(u"roraos-agent"_s);
    QTest::mouseClick(child<QPushButton>(u"copyGateway"_s), Qt::LeftButton);
    type(u"gatewayName"_s, u"Librarian"_s);
    apply();
    const Gateway &copy = gateway(u"roraos-agent-2"); // RO-06: one profile an agent
    QCOMPARE(copy.name, u"Librarian"_s);
    QCOMPARE(copy.key.slot, u"roraos-agent-2"_s);
    QCOMPARE(copy.key.variable, u"RORAOS_AGENT_2_API_KEY"_s);
    QCOMPARE(copy.shape, gateway(u"roraos-agent").shape);
    m_dialog->showKey(u"roraos-agent-2"_s);
    QCOMPARE(child<QListWidget>(u"gatewayList"_s)->currentItem()->text(), u"Librarian · Agent API"_s);
    QCOMPARE(child<QLineEdit>(u"keyVariable"_s)->text(), u"RORAOS_AGENT_2_API_KEY"_s);
}

void TestSettingsPages::removesACopy()
{
    m_dialog->showGateway(u"ollama"_s);
    QTest::mouseClick(child<QPushButton>(u"copyGateway"_s), Qt::LeftButton);
    apply();
    QVERIFY(m_resolver->catalog().find(u"ollama-2"));
    m_dialog->showGateway(u"ollama-2"_s);
    QTest::mouseClick(child<QPushButton>(u"removeGateway"_s), Qt::LeftButton);
    QVERIFY(m_resolver->catalog().find(u"ollama-2")); // not before it is applied
    apply();
    QVERIFY(!m_resolver->catalog().find(u"ollama-2"));
    QVERIFY(QDir(Catalog::userFolder()).isEmpty());
}

void TestSettingsPages::namesABadFile()
{
    QVERIFY(!child<QLabel>(u"badFiles"_s)->isVisible());
    QVERIFY(QDir().mkpath(Catalog::userFolder()));
    QFile file(Catalog::userFolder() + u"/mine.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({ "id": "mine", "name": 7 })");
    file.close();
    m_resolver->setCatalog(Catalog::load(Catalog::userFolder()));
    m_dialog->findChild<GatewaysPage *>()->load();
    QVERIFY(child<QLabel>(u"badFiles"_s)->isVisible());
    QVERIFY(
        child<QLabel>(u"badFiles"_s)->text().contains(u"mine.json: name: expected text, got the number 7"));
}

void TestSettingsPages::theOtherEndpointsAreEdited()
{
    m_dialog->showGateway(u"vllm"_s);
    QCOMPARE(child<QLineEdit>(u"embeddingsPath"_s)->text(), u"/v1/embeddings"_s);
    QCOMPARE(child<QLineEdit>(u"imagesPath"_s)->text(), QString());
    type(u"imagesPath"_s, u"/images"_s);
    type(u"speechPath"_s, u"/speech"_s);
    type(u"transcriptionPath"_s, QString());
    apply();
    const auto endpoints = gateway(u"vllm").endpoints;
    QCOMPARE(endpoints.value(EndpointKind::Embeddings).path, u"/v1/embeddings"_s);
    QCOMPARE(endpoints.value(EndpointKind::Images).path, u"/images"_s);
    QCOMPARE(endpoints.value(EndpointKind::Speech).path, u"/speech"_s);
    QVERIFY(!endpoints.contains(EndpointKind::Transcription));
}

void TestSettingsPages::FF_38_limitsAreEdited()
{
    m_dialog->showGateway(u"floopfloop"_s);
    auto *requests = child<QSpinBox>(u"requestsPerMinute"_s);
    QCOMPARE(requests->value(), 10);
    requests->setValue(30);
    child<QSpinBox>(u"tokensPerDay"_s)->setValue(0);
    apply();
    QCOMPARE(gateway(u"floopfloop").limits.requestsPerMinute, 30);
    QVERIFY(!gateway(u"floopfloop").limits.tokensPerDay);
}

void TestSettingsPages::aProfileIsShownAsText()
{
    const QString picture = u"<img src='/no/picture.svg'>"_s;
    Gateway hostile = gateway(u"openai-compatible");
    hostile.id = u"hostile"_s;
    hostile.key = {.slot = hostile.id, .advice = picture};
    hostile.name = hostile.hint = picture;
    hostile.notes = {picture};
    QVERIFY(m_resolver->catalog().save(hostile));
    m_resolver->setCatalog(Catalog::load(Catalog::userFolder()));
    auto *page = m_dialog->findChild<GatewaysPage *>();
    page->load();
    page->select(hostile.id);
    QVERIFY(!child<QListWidget>(u"gatewayList"_s)->currentItem()->toolTip().contains(u"<img"));
    type(u"baseUrl"_s, picture);
    for (const QLabel *label : m_dialog->findChildren<QLabel *>()) {
        const bool isRich = label->textFormat() != Qt::PlainText && Qt::mightBeRichText(label->text());
        QVERIFY2(!isRich || !label->text().contains(u"<img"), qPrintable(label->objectName()));
    }
}

void TestSettingsPages::X_08_refusesAKeyInTheHeaders()
{
    m_dialog->showGateway(u"ruapi"_s);
    child<QPlainTextEdit>(u"headers"_s)->setPlainText(u"Authorization: Bearer sk-0123456789abcdef"_s);
    const QString problem = m_dialog->findChild<GatewaysPage *>()->problem();
    QVERIFY(problem.contains(u"headers.Authorization"));
    QVERIFY(!problem.contains(u"sk-0123"));
    apply();
    QVERIFY(!QDir(Catalog::userFolder()).exists());
}

void TestSettingsPages::namesAFieldThatIsWrong_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    QTest::newRow("base URL") << u"baseUrl"_s << u"ruflo.io"_s << u"Base URL"_s;
    QTest::newRow("path") << u"chatPath"_s << u"api"_s << u"path"_s;
    QTest::newRow("no path") << u"chatPath"_s << u" "_s << u"path"_s;
    QTest::newRow("name") << u"gatewayName"_s << u" "_s << u"name"_s;
    QTest::newRow("embeddings path") << u"embeddingsPath"_s << u"v1"_s << u"embeddings_path"_s;
    QTest::newRow("models path") << u"modelsPath"_s << u"v1"_s << u"models_path"_s;
}

void TestSettingsPages::namesAFieldThatIsWrong()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, problem);
    auto *page = m_dialog->findChild<GatewaysPage *>();
    m_dialog->showGateway(u"ruflo"_s);
    const QString before = child<QLineEdit>(field)->text();
    type(field, text);
    QVERIFY2(page->problem().contains(problem), qPrintable(page->problem()));
    QVERIFY(!child<QListWidget>(u"gatewayList"_s)->isEnabled());
    type(field, before);
    QCOMPARE(page->problem(), QString());
    QVERIFY(child<QListWidget>(u"gatewayList"_s)->isEnabled());
}

void TestSettingsPages::RA_20_offersTheFormsThatThereAre()
{
    m_dialog->showGateway(u"ruapi-claude"_s);
    auto *form = child<QComboBox>(u"authForm"_s);
    QCOMPARE(form->count(), 2);
    QCOMPARE(form->currentText(), u"x-api-key"_s);
    choose(u"authForm"_s, 1);
    apply();
    QCOMPARE(gateway(u"ruapi-claude").auth, Auth::Bearer);
}

void TestSettingsPages::saysThatNoServerAnswers()
{
    Catalog none;
    m_resolver->setCatalog(none); // no port of this computer is asked
    QTest::mouseClick(child<QPushButton>(u"findServers"_s), Qt::LeftButton);
    QVERIFY(eventually([this] { return child<QPushButton>(u"findServers"_s)->isEnabled(); }));
    QVERIFY(child<QLabel>(u"foundServers"_s)->text().startsWith(u"No server answers"));
}

void TestSettingsPages::RA_03_oneKeyForBothProtocols()
{
    m_dialog->showKey(u"ruapi"_s);
    QTest::keyClicks(child<QLineEdit>(u"keyEntry"_s), QString::fromLatin1(KeychainKey));
    m_dialog->showGateway(u"ruapi-claude"_s);
    QCOMPARE(child<QLineEdit>(u"keyEntry"_s)->text(), QString::fromLatin1(KeychainKey));
    m_dialog->showGateway(u"ruflo"_s);
    QVERIFY(!child<QLineEdit>(u"keyEntry"_s)->isVisible()); // RF-02
    apply();
    QCOMPARE(m_resolver->keys()->key(u"ruapi"_s), Secret(KeychainKey));
}

void TestSettingsPages::FF_06_showsWhetherTheVariableIsSet()
{
    m_dialog->showKey(u"floopfloop"_s);
    QCOMPARE(child<QLineEdit>(u"keyVariable"_s)->text(), u"FLOOPFLOOP_AI_KEY"_s);
    QCOMPARE(child<QLabel>(u"keyState"_s)->text(), u"FLOOPFLOOP_AI_KEY is set: flp_sk_…89"_s);
    QVERIFY(child<QLabel>(u"keyState"_s)->y() > child<QLineEdit>(u"keyVariable"_s)->y()); // which it is about
    type(u"keyVariable"_s, u"NOT_THERE_KEY"_s);
    QCOMPARE(child<QLabel>(u"keyState"_s)->text(), u"NOT_THERE_KEY is not set."_s);
}

void TestSettingsPages::X_08_keepsTheSourceOnly()
{
    m_dialog->showKey(u"floopfloop"_s);
    type(u"keyVariable"_s, u"MY_FLOOP_KEY"_s);
    apply();
    QCOMPARE(Settings::keySource(u"floopfloop"_s).value(), u"environment MY_FLOOP_KEY"_s);
    QCOMPARE(m_resolver->keys()->source(u"floopfloop"_s), KeySource{.variable = u"MY_FLOOP_KEY"_s});
}

void TestSettingsPages::keepsAKeyForTheSession()
{
    m_dialog->showKey(u"ru-llm"_s);
    choose(u"keySource"_s, 2);
    QCOMPARE(child<QLineEdit>(u"keyEntry"_s)->echoMode(), QLineEdit::Password);
    type(u"keyEntry"_s, QString::fromLatin1(SessionKey));
    QVERIFY(m_resolver->keys()->key(u"ru-llm"_s).isEmpty()); // not before it is applied
    apply();
    QCOMPARE(m_resolver->keys()->key(u"ru-llm"_s), Secret(SessionKey));
    QCOMPARE(child<QLineEdit>(u"keyEntry"_s)->text(), QString()); // and not for others to see
    QCOMPARE(child<QLineEdit>(u"keyEntry"_s)->placeholderText(), u"sk-ru-…89"_s);
    QCOMPARE(Settings::keySource(u"ru-llm"_s).value(), u"session"_s);
    QVERIFY(!m_resolver->check(gateway(u"ru-llm"), TargetResolver::Mode::Live));
}

void TestSettingsPages::storesAKeyInTheKeychain()
{
    m_dialog->showKey(u"ruapi"_s);
    choose(u"keySource"_s, 1);
    type(u"keyEntry"_s, QString::fromLatin1(KeychainKey));
    apply();
    m_keychain->answer();
    QCOMPARE(m_keychain->entries.value(u"ruapi"_s), Secret(KeychainKey));
    QCOMPARE(Settings::keySource(u"ruapi"_s).value(), u"keychain"_s);
}

void TestSettingsPages::clearsAKey()
{
    m_resolver->keys()->setSource(u"ruapi"_s, {.kind = KeySource::Kind::Keychain});
    m_resolver->keys()->setKey(u"ruapi"_s, Secret(KeychainKey));
    m_keychain->answer();
    m_dialog->findChild<GatewaysPage *>()->load();
    m_dialog->showKey(u"ruapi"_s);
    QTest::mouseClick(child<QPushButton>(u"clearKey"_s), Qt::LeftButton);
    QCOMPARE(child<QLabel>(u"keyState"_s)->text(), u"The key will be removed."_s);
    apply();
    m_keychain->answer();
    QVERIFY(m_keychain->entries.value(u"ruapi"_s).isEmpty());
    QCOMPARE(child<QLabel>(u"keyState"_s)->text(), u"No key yet."_s);
}

void TestSettingsPages::withoutAKeychainOffersTheOthers()
{
    m_keychain->available = false;
    m_dialog->showKey(u"ru-llm"_s);
    const auto *choices = qobject_cast<QStandardItemModel *>(child<QComboBox>(u"keySource"_s)->model());
    QVERIFY(choices->item(0)->isEnabled());
    QVERIFY(!choices->item(1)->isEnabled());
    QVERIFY(choices->item(2)->isEnabled());
    QVERIFY(child<QLabel>(u"keyStored"_s)->text().contains(u"no keychain service"));
}

void TestSettingsPages::X_08_aKeyIsNotTheNameOfAVariable()
{
    m_dialog->showKey(u"ru-llm"_s);
    type(u"keyVariable"_s, QString::fromLatin1(SessionKey));
    const QString problem = m_dialog->findChild<GatewaysPage *>()->problem();
    QVERIFY(!problem.isEmpty());
    QVERIFY(!problem.contains(QString::fromLatin1(SessionKey)));
    apply();
    QCOMPARE(Settings::keySource(u"ru-llm"_s).value(), QString());
}

void TestSettingsPages::X_08_noFileAndNoLogHasAKey()
{
    keepsAKeyForTheSession();
    storesAKeyInTheKeychain();
    m_dialog->showGateway(u"ru-llm"_s);
    type(u"gatewayName"_s, u"Mine"_s);
    m_dialog->showKey(u"floopfloop"_s);
    apply();
    qDebug() << m_resolver->keys()->key(u"ru-llm"_s) << m_resolver->keys()->source(u"ru-llm"_s)
             << gateway(u"ru-llm") << *m_resolver->check(gateway(u"floopfloop"), TargetResolver::Mode::Live);
    QVERIFY(logged.contains(u"sk-ru-…89"));
    QSettings().sync();
    QString written = logged;
    int files = 0;
    for (QDirIterator i(m_config.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        i.hasNext();) {
        QFile file(i.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        written += QString::fromUtf8(file.readAll());
        ++files;
    }
    QCOMPARE_GE(files, 2); // the settings and a profile
    for (const QByteArray &key : {SessionKey, KeychainKey, EnvironmentKey})
        QVERIFY(!written.contains(QString::fromLatin1(key)));
}

void TestSettingsPages::anAddressAndItsKeyAreEnteredInOneForm()
{
    const QSignalSpy entered(m_dialog.get(), &SettingsDialog::gatewayEntered);
    m_dialog->showBaseUrl(u"floopfloop"_s);
    QTest::keyClicks(m_dialog->focusWidget(), u"http://127.0.0.1:8080"_s);
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
    QCOMPARE(focused(), u"keyEntry"_s);
    QTest::keyClicks(m_dialog->focusWidget(), u"flp_sk_0123456789ab"_s);
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Return);
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(m_dialog->result(), static_cast<int>(QDialog::Accepted));
    QCOMPARE(entered.size(), 1);
    QCOMPARE(entered.first().first().toString(), u"floopfloop"_s);
    QCOMPARE(gateway(u"floopfloop").baseUrl, QUrl(u"http://127.0.0.1:8080"_s));
    QVERIFY(!m_resolver->check(gateway(u"floopfloop"), TargetResolver::Mode::Live));
    QCOMPARE(
        m_resolver->openQuestion(gateway(u"floopfloop-generate")), std::nullopt); // goes to the same place
}

void TestSettingsPages::aKeyThatIsTypedIsForThisSession()
{
    m_dialog->showKey(u"ru-llm"_s);
    const auto *source = child<QComboBox>(u"keySource"_s);
    QCOMPARE(source->currentIndex(), 0);
    QTest::keyClicks(child<QLineEdit>(u"keyEntry"_s), u"sk"_s);
    QCOMPARE(source->currentIndex(), 2);
    QVERIFY(!child<QLineEdit>(u"keyVariable"_s)->isVisible());
    QVERIFY(m_dialog->findChild<GatewaysPage *>()->isModified());
    for (int i = 0; i < 2; ++i)
        QTest::keyClick(child<QLineEdit>(u"keyEntry"_s), Qt::Key_Backspace);
    QCOMPARE(source->currentIndex(), 0);
    QVERIFY(!m_dialog->findChild<GatewaysPage *>()->isModified());
}

void TestSettingsPages::theEyeShowsTheKey()
{
    m_dialog->showKey(u"ru-llm"_s);
    auto *eye = child<QToolButton>(u"showKey"_s);
    eye->click();
    QCOMPARE(child<QLineEdit>(u"keyEntry"_s)->echoMode(), QLineEdit::Normal);
    m_dialog->showKey(u"ruapi"_s);
    QCOMPARE(child<QLineEdit>(u"keyEntry"_s)->echoMode(), QLineEdit::Password);
}

void TestSettingsPages::HOME_isNotTheVariableOfAKey()
{
    m_dialog->showKey(u"ru-llm"_s);
    type(u"keyVariable"_s, u"HOME"_s);
    const QString problem = m_dialog->findChild<GatewaysPage *>()->problem();
    QVERIFY2(problem.contains(u"TOKEN"), qPrintable(problem));
    QVERIFY(!child<QLabel>(u"keyState"_s)->text().contains(u"HOME"));
    apply();
    QCOMPARE(Settings::keySource(u"ru-llm"_s).value(), QString());
}

void TestSettingsPages::X_07_anotherAddressAloneIsNoConsent()
{
    m_dialog->showBaseUrl(u"floopfloop"_s);
    type(u"baseUrl"_s, u"https://floop.example"_s);
    apply();
    const auto question = m_resolver->openQuestion(gateway(u"floopfloop"));
    QVERIFY(question);
    QCOMPARE(question->source.variable, u"FLOOPFLOOP_AI_KEY"_s);
    QCOMPARE(question->origin, u"https://floop.example"_s);
}

void TestSettingsPages::X_07_anotherSourceBesideTheAddressIsAConsent()
{
    qputenv("MY_FLOOP_KEY", EnvironmentKey);
    m_dialog->showBaseUrl(u"floopfloop"_s);
    type(u"baseUrl"_s, u"https://floop.example"_s);
    type(u"keyVariable"_s, u"MY_FLOOP_KEY"_s);
    apply();
    QCOMPARE(m_resolver->openQuestion(gateway(u"floopfloop")), std::nullopt);
    QCOMPARE(consentsFromTexts(Settings::keyConsents().value()).size(), 1);
    m_dialog->showBaseUrl(u"floopfloop"_s);
    type(u"baseUrl"_s, u"https://other.example"_s);
    apply();
    QVERIFY(m_resolver->openQuestion(gateway(u"floopfloop")));
    qunsetenv("MY_FLOOP_KEY");
}

/// Two profiles of one slot: whichever was edited last, the key goes where it was entered.
void TestSettingsPages::X_07_aConsentIsForTheFormOfTheKey()
{
    m_dialog->showBaseUrl(u"ruapi-claude"_s);
    type(u"baseUrl"_s, u"https://own.example"_s);
    apply();
    m_dialog->showKey(u"ruapi"_s);
    QTest::keyClicks(child<QLineEdit>(u"keyEntry"_s), QString::fromLatin1(SessionKey));
    m_dialog->showGateway(u"ruapi-claude"_s);
    type(u"gatewayName"_s, u"Mine"_s);
    apply();
    QCOMPARE(m_resolver->keys()->key(u"ruapi"_s), Secret(SessionKey));
    QVERIFY(m_resolver->openQuestion(gateway(u"ruapi-claude")));
    QCOMPARE(m_resolver->openQuestion(gateway(u"ruapi")), std::nullopt);
}

void TestSettingsPages::saysWhereTheKeyGoes()
{
    m_dialog->showKey(u"floopfloop"_s);
    QVERIFY(child<QLabel>(u"keyPlace"_s)->text().contains(u"Not sent until"));
    type(u"baseUrl"_s, u"https://floop.example/api"_s);
    QVERIFY(child<QLabel>(u"keyPlace"_s)->text().endsWith(u"Only sent to https://floop.example."));
}

void TestSettingsPages::tellsWhatWasEntered_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("count");
    QTest::newRow("base URL") << u"baseUrl"_s << u"https://own.example"_s << qsizetype(1);
    QTest::newRow("key") << u"keyEntry"_s << u"sk-ru-0123456789"_s << qsizetype(1);
    QTest::newRow("no base URL") << u"baseUrl"_s << u" "_s << qsizetype(0);
    QTest::newRow("name") << u"gatewayName"_s << u"Mine"_s << qsizetype(0);
    QTest::newRow("a variable that is not set") << u"keyVariable"_s << u"NOT_THERE_KEY"_s << qsizetype(0);
}

void TestSettingsPages::tellsWhatWasEntered()
{
    QFETCH(const QString, field);
    QFETCH(const QString, text);
    QFETCH(const qsizetype, count);
    const QSignalSpy entered(m_dialog.get(), &SettingsDialog::gatewayEntered);
    m_dialog->showGateway(u"ru-llm"_s);
    type(field, text);
    apply();
    QCOMPARE(entered.size(), count);
}

void TestSettingsPages::opensReadyToType()
{
    m_dialog->showKey(u"ru-llm"_s);
    QCOMPARE(focused(), u"keyEntry"_s);
    m_dialog->showBaseUrl(u"ru-llm"_s);
    QCOMPARE(focused(), u"baseUrl"_s);
    QTest::keyClicks(m_dialog->focusWidget(), u"https://own.example"_s); // in the place of the old one
    QCOMPARE(child<QLineEdit>(u"baseUrl"_s)->text(), u"https://own.example"_s);
}

void TestSettingsPages::tabVisitsThePageBeforeTheButtons()
{
    m_dialog->showGateway(u"ru-llm"_s);
    QCOMPARE(focused(), u"gatewayList"_s);
    QStringList visited;
    for (int i = 0; i < 100 && m_dialog->focusWidget() != buttonOf(QDialogButtonBox::Ok); ++i) {
        visited << focused();
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(m_dialog->focusWidget(), buttonOf(QDialogButtonBox::Ok));
    QVERIFY2(visited.contains(u"baseUrl"_s), qPrintable(visited.join(u' ')));
    m_dialog->findChild<QTabBar *>()->setFocus();
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
    QCOMPARE(focused(), u"gatewayList"_s);
}

void TestSettingsPages::anAddressOfTheCommandLineIsShownAndNotKept()
{
    m_resolver->setBaseUrl(u"ruapi"_s, QUrl(u"http://127.0.0.1:8080"_s));
    m_dialog->findChild<GatewaysPage *>()->load();
    m_dialog->showGateway(u"ruapi"_s);
    QCOMPARE(child<QLineEdit>(u"baseUrl"_s)->text(), u"http://127.0.0.1:8080"_s);
    QVERIFY(child<QLabel>(u"baseUrlNote"_s)->isVisible());
    QVERIFY(!m_dialog->findChild<GatewaysPage *>()->isModified());
    type(u"gatewayName"_s, u"Mine"_s);
    apply();
    QCOMPARE(gateway(u"ruapi").name, u"Mine"_s);
    QCOMPARE(gateway(u"ruapi").baseUrl, QUrl(u"https://www.ruapi.ai/v1"_s));
    QCOMPARE(
        m_resolver->baseUrl(gateway(u"ruapi"), TargetResolver::Mode::Live), QUrl(u"http://127.0.0.1:8080"_s));
    m_dialog->showGateway(u"ruflo"_s);
    QVERIFY(!child<QLabel>(u"baseUrlNote"_s)->isVisible());
}

void TestSettingsPages::anotherAddressTakesThePlaceOfTheCommandLines()
{
    m_resolver->setBaseUrl(u"ruapi"_s, QUrl(u"http://127.0.0.1:8080"_s));
    m_dialog->findChild<GatewaysPage *>()->load();
    m_dialog->showGateway(u"ruapi"_s);
    type(u"baseUrl"_s, u"https://own.example"_s);
    apply();
    QCOMPARE(gateway(u"ruapi").baseUrl, QUrl(u"https://own.example"_s));
    QCOMPARE(
        m_resolver->baseUrl(gateway(u"ruapi"), TargetResolver::Mode::Live), QUrl(u"https://own.example"_s));
}

void TestSettingsPages::consentsAreTakenBack()
{
    auto *list = child<QListWidget>(u"consentList"_s);
    QCOMPARE(list->count(), 0);
    const KeyConsent consent{
        .slot = u"ruapi"_s, .source = {.variable = u"RUAPI_API_KEY"_s}, .origin = u"https://own.example"_s};
    m_resolver->setConsents({consent});
    QCOMPARE(list->count(), 1);
    QCOMPARE(list->item(0)->text(), u"The key in RUAPI_API_KEY may go to https://own.example"_s);
    list->setCurrentRow(0);
    child<QPushButton>(u"takeBackConsent"_s)->click();
    QCOMPARE(list->count(), 0);
    QCOMPARE(m_resolver->consents().size(), 1); // not before it is applied
    apply();
    QCOMPARE(m_resolver->consents().size(), 0);
    QCOMPARE(Settings::keyConsents().value(), QStringList());
}

void TestSettingsPages::prepareFloop(const FakeServer &server) const
{
    m_dialog->showBaseUrl(u"floopfloop"_s);
    QCOMPARE(focused(), u"baseUrl"_s);
    type(u"baseUrl"_s, server.url(QString()).toString());
    type(u"keyEntry"_s, u"flp_sk_canary0123456789"_s);
}

void TestSettingsPages::testsTheDraft()
{
    FakeServer server;
    m_dialog->showGateway(u"ru-llm"_s);
    type(u"baseUrl"_s, server.url(QString()).toString());
    type(u"keyEntry"_s, QString::fromLatin1(SessionKey));
    QCOMPARE(child<QPushButton>(u"testGateway"_s)->text(), u"T&est and load models"_s);
    child<QPushButton>(u"testGateway"_s)->click();
    QVERIFY(!child<QPushButton>(u"testGateway"_s)->isEnabled());
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->header("Authorization"), "Bearer " + SessionKey);
    connection->sendWhole(200, "application/json",
        R"({"data":[{"id":"a"},{"id":"b"},{"id":"c"},{"id":"d"},{"id":"e"},{"id":"f"},{"id":"g"}]})");
    QVERIFY2(saysAfterTest(u"It works: 7 models"_s), qPrintable(said()));
    QVERIFY2(said().contains(u"a, b, c, d, e, f and 1 more."), qPrintable(said()));
    QVERIFY(m_resolver->keys()->key(u"ru-llm"_s).isEmpty()); // nothing is applied
    QVERIFY(child<QPushButton>(u"testGateway"_s)->isEnabled());
}

void TestSettingsPages::aTestSaysWhatIsWrong()
{
    FakeServer server;
    prepareFloop(server);
    QVERIFY2(said().contains(u"the test sends “Hi” to auto"), qPrintable(said()));
    child<QPushButton>(u"testGateway"_s)->click();
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    connection->sendWhole(401, "application/json",
        R"({"error":{"code":"UNAUTHORIZED","message":"Bad key flp_sk_canary0123456789"}})");
    QVERIFY2(saysAfterTest(u"FloopFloop · Chat requires a valid key"_s), qPrintable(said()));
    QVERIFY(said().contains(u"Rotated?")); // FF-05
    QVERIFY(said().contains(u"Bad key"));
    QVERIFY(said().contains(u"HTTP 401"));
    QVERIFY(!said().contains(u"canary"));
}

void TestSettingsPages::aTestCanBeStopped()
{
    FakeServer server;
    prepareFloop(server);
    child<QPushButton>(u"testGateway"_s)->click();
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QVERIFY2(said().contains(u"Asking FloopFloop"), qPrintable(said()));
    child<QPushButton>(u"stopTest"_s)->click();
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
    QVERIFY2(said().contains(u"the test sends"), qPrintable(said()));
    QVERIFY(child<QPushButton>(u"testGateway"_s)->isEnabled());
}

void TestSettingsPages::anEditForgetsTheTest()
{
    FakeServer server;
    prepareFloop(server);
    child<QPushButton>(u"testGateway"_s)->click();
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    connection->sendWhole(200, "application/json", R"({"content":"Hello!","model":"fast"})");
    QVERIFY2(saysAfterTest(u"It works: fast answered in"_s), qPrintable(said()));
    type(u"keyEntry"_s, u"flp_sk_another"_s);
    QVERIFY2(!said().contains(u"It works"), qPrintable(said()));
}

void TestSettingsPages::X_07_aTestAsksForTheConsent()
{
    FakeServer server;
    m_dialog->showGateway(u"floopfloop"_s);
    type(u"baseUrl"_s, server.url(QString()).toString());
    child<QPushButton>(u"testGateway"_s)->click();
    QVERIFY2(saysAfterTest(u"FLOOPFLOOP_AI_KEY is not sent to"_s), qPrintable(said()));
    QCOMPARE(server.connectionCount(), 0);
    auto *allow = child<QPushButton>(u"allowTest"_s);
    QVERIFY(allow->isVisible());
    allow->click();
    const FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->header("Authorization"), "Bearer " + EnvironmentKey);
    QCOMPARE(m_resolver->consents().size(), 1);
    QCOMPARE(m_resolver->consents().first().origin, server.url(QString()).toString());
}

void TestSettingsPages::saysWhyThereIsNothingToTest()
{
    m_dialog->showGateway(u"openai-compatible"_s);
    QVERIFY(!child<QPushButton>(u"testGateway"_s)->isEnabled());
    QVERIFY2(said().contains(u"Enter a base URL"), qPrintable(said()));
    type(u"baseUrl"_s, u"http://127.0.0.1:9"_s);
    QVERIFY(child<QPushButton>(u"testGateway"_s)->isEnabled());
    type(u"modelsPath"_s, QString());
    QVERIFY2(said().contains(u"Enter a model below"), qPrintable(said()));
    child<QPlainTextEdit>(u"models"_s)->setPlainText(u"mine"_s);
    QVERIFY(child<QPushButton>(u"testGateway"_s)->isEnabled());
    type(u"baseUrl"_s, u"nonsense"_s);
    QVERIFY(!child<QPushButton>(u"testGateway"_s)->isEnabled());
}

void TestSettingsPages::anotherProtocolBringsItsPaths()
{
    m_dialog->showBaseUrl({});
    type(u"baseUrl"_s, u"https://own.example"_s);
    auto *protocol = child<QComboBox>(u"protocol"_s);
    QCOMPARE(protocol->currentText(), u"OpenAI Chat Completions"_s);
    QCOMPARE(child<QLineEdit>(u"chatPath"_s)->text(), u"/v1/chat/completions"_s);
    choose(u"protocol"_s, protocol->findText(u"Anthropic Messages"_s));
    QCOMPARE(child<QLineEdit>(u"chatPath"_s)->text(), u"/v1/messages"_s);
    QCOMPARE(child<QComboBox>(u"authForm"_s)->currentText(), u"x-api-key"_s);
    QCOMPARE(child<QLineEdit>(u"baseUrl"_s)->text(), u"https://own.example"_s);
    apply();
    QCOMPARE(gateway(u"my-gateway").dialect, u"messages"_s);
    QVERIFY(gateway(u"my-gateway").parameter(u"max_tokens")->required);
    choose(u"protocol"_s, protocol->findText(u"OpenAI Chat Completions"_s));
    choose(u"protocol"_s, protocol->findText(u"Anthropic Messages"_s)); // its own again
    QVERIFY(!m_dialog->findChild<GatewaysPage *>()->isModified());
}

void TestSettingsPages::addsAGatewayFromNothing()
{
    const QSignalSpy entered(m_dialog.get(), &SettingsDialog::gatewayEntered);
    m_dialog->showGateway(u"ruflo"_s);
    QTest::mouseClick(child<QPushButton>(u"newGateway"_s), Qt::LeftButton);
    type(u"gatewayName"_s, u"Mine"_s);
    type(u"baseUrl"_s, u"http://127.0.0.1:9000/v1"_s);
    child<QPlainTextEdit>(u"models"_s)->setPlainText(u"mine-1 For me"_s);
    QTest::mouseClick(child<QPushButton>(u"newGateway"_s), Qt::LeftButton); // and another one
    QCOMPARE(child<QLineEdit>(u"gatewayName"_s)->text(), u"My gateway 2"_s);
    apply();
    const Gateway mine = *Catalog::load(Catalog::userFolder()).find(u"my-gateway");
    QCOMPARE(mine.name, u"Mine"_s);
    QCOMPARE(mine.defaultModel(), u"mine-1"_s);
    QCOMPARE(mine.key.slot, u"my-gateway"_s);
    QVERIFY(!m_resolver->check(mine, TargetResolver::Mode::Live)); // a key is optional
    QCOMPARE(entered.size(), 1);
    QCOMPARE(entered.first().first().toString(), u"my-gateway"_s);
}

void TestSettingsPages::keepsNoKeyOfAGatewayThatWasRemovedAgain()
{
    m_dialog->showGateway(u"ruflo"_s);
    QTest::mouseClick(child<QPushButton>(u"newGateway"_s), Qt::LeftButton);
    type(u"keyEntry"_s, u"sk-0123456789"_s);
    QTest::mouseClick(child<QPushButton>(u"removeGateway"_s), Qt::LeftButton);
    apply();
    QCOMPARE(m_resolver->keys()->state(u"my-gateway"_s), KeyStore::State::Missing);
    QVERIFY(!QSettings().allKeys().join(u' ').contains(u"my-gateway"));
}

void TestSettingsPages::aNewGatewayIsReadyToType()
{
    m_dialog->showBaseUrl({});
    QCOMPARE(focused(), u"gatewayName"_s);
    QTest::keyClicks(m_dialog->focusWidget(), u"Mine"_s);
    QCOMPARE(child<QLineEdit>(u"gatewayName"_s)->text(), u"Mine"_s);
}

void TestSettingsPages::aClickedGatewayAsksForWhatItLacks()
{
    auto *list = child<QListWidget>(u"gatewayList"_s);
    const auto click = [list](const QString &name) {
        QListWidgetItem *item = list->findItems(name, Qt::MatchExactly).value(0);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(item).center());
    };
    click(u"ru-llm"_s);
    QCOMPARE(focused(), u"keyEntry"_s);
    click(u"Ruflo"_s); // needs no key
    QCOMPARE(focused(), u"gatewayList"_s);
    click(u"FloopFloop · Chat"_s);
    QCOMPARE(focused(), u"baseUrl"_s);
}

void TestSettingsPages::detailsAreFoldedAway()
{
    m_dialog->showGateway(u"ruflo"_s);
    QVERIFY(!child<QLineEdit>(u"chatPath"_s)->isVisible());
    child<QPushButton>(u"moreFields"_s)->click();
    QVERIFY(child<QLineEdit>(u"chatPath"_s)->isVisible());
    m_dialog->showGateway(u"ru-llm"_s);
    QVERIFY(child<QLineEdit>(u"chatPath"_s)->isVisible());
    child<QPushButton>(u"moreFields"_s)->click();
    QVERIFY(!child<QPlainTextEdit>(u"extraJson"_s)->isVisible());
}

/// At the size at which the settings open, nothing of the form is cut off.
void TestSettingsPages::theFormFitsTheDialog()
{
    const auto *scroll = m_dialog->findChild<QScrollArea *>(u"gatewayScroll"_s);
    for (const QString &id : {u"ruflo"_s, u"ru-llm"_s, u"openai-compatible"_s}) {
        m_dialog->showGateway(id);
        settle();
        QVERIFY2(scroll->verticalScrollBar()->maximum() == 0, qPrintable(id));
    }
}

void TestSettingsPages::wordsOfTheFormAreWholeInASmallDialog()
{
    m_dialog->resize(700, 520);
    for (const QString &id : {u"ruflo"_s, u"floopfloop"_s, u"openai-compatible"_s}) {
        m_dialog->showGateway(id);
        settle();
        for (const FormText *words : m_dialog->findChildren<FormText *>())
            QVERIFY2(!words->isVisible() || words->height() >= words->heightForWidth(words->width()),
                qPrintable(id + u": "_s + words->text()));
    }
}

QTEST_MAIN(TestSettingsPages)
#include "tst_settingspages.moc"
