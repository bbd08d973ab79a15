// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/targetresolver.h"
#include "support/eventually.h"
#include "support/fakekeychain.h"
#include "support/fakeserver.h"
#include "ui/settings/proxypage.h"
#include "ui/settings/settingsdialog.h"
#include "windowfixture.h"
#include "workspace/appsettings.h"
#include "workspace/proxysettings.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTabWidget>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

using Kind = ProxyChoice::Kind;

const QString Password = u"a-secret-word"_s;

QString logged; ///< what went to the log

void keepLog(QtMsgType, const QMessageLogContext &, const QString &text)
{
    logged += text + u'\n';
}

} // namespace

/// The proxy in the settings, with a configuration folder of its own.
class TestProxyPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void withoutASettingItIsTheSystem();
    void showsWhatTheSystemNames();
    void saysThatTheSystemNamesNone();
    void showsOnlyWhatTheChoiceNeeds();
    void aManualProxyIsUsedAtOnce();
    void isKeptForTheNextStart();
    void isThereBeforeAGatewayIsAsked();
    void noProxy();
    void badInputIsSaidAtTheField_data();
    void badInputIsSaidAtTheField();
    void aBadProxyThatIsNotChosenKeepsNothingBack();
    void thePasswordIsForThisSession();
    void noFileAndNoLogHasThePassword();
    void aPasswordInTheFileIsNotUsed();
    void anOldFileStaysAsItIs();
    void theEmbeddedGatewayNeedsNoProxy();
    void aLaneNamesTheProxyThatFailed();

private:
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return m_dialog->findChild<T *>(name);
    }
    void open();
    void choose(Kind kind) const;
    void enterProxy() const;
    [[nodiscard]] QPushButton *button(QDialogButtonBox::StandardButton which) const
    {
        return m_dialog->findChild<QDialogButtonBox *>()->button(which);
    }
    [[nodiscard]] QString foundText() const;

    std::unique_ptr<TargetResolver> m_resolver;
    std::unique_ptr<ChatClient> m_client;
    std::unique_ptr<SettingsDialog> m_dialog;
};

void TestProxyPage::initTestCase()
{
    QCoreApplication::setOrganizationName(u"parlance"_s);
    QCoreApplication::setApplicationName(u"parlance"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, WindowFixture::settingsFolder());
    qputenv("XDG_CONFIG_HOME", WindowFixture::settingsFolder().toLocal8Bit());
    qInstallMessageHandler(keepLog);
}

void TestProxyPage::init()
{
    for (const char *name : {"http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY",
             "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"})
        qunsetenv(name);
    QSettings().clear();
    m_client = std::make_unique<ChatClient>();
    m_resolver = std::make_unique<TargetResolver>(
        Catalog::builtIn(), QUrl(), std::make_unique<KeyStore>(std::make_unique<FakeKeychain>()));
    open();
}

void TestProxyPage::cleanup()
{
    m_dialog.reset();
}

void TestProxyPage::open()
{
    m_dialog = std::make_unique<SettingsDialog>(m_client.get(), m_resolver.get());
    m_dialog->findChild<QTabWidget *>()->setCurrentWidget(m_dialog->findChild<ProxyPage *>());
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void TestProxyPage::choose(Kind kind) const
{
    child<QComboBox>(u"proxyKind"_s)->setCurrentIndex(static_cast<int>(kind));
}

void TestProxyPage::enterProxy() const
{
    choose(Kind::Manual);
    child<QLineEdit>(u"proxyHost"_s)->setText(u"p.example"_s);
    child<QLineEdit>(u"proxyPort"_s)->setText(u"1080"_s);
    child<QComboBox>(u"proxyType"_s)->setCurrentIndex(1);
    child<QLineEdit>(u"proxyUser"_s)->setText(u"m@e"_s);
    child<QLineEdit>(u"proxyPassword"_s)->setText(Password);
    child<QLineEdit>(u"proxyExceptions"_s)->setText(u"a.example, 10.0.0.0/8"_s);
}

/// What the system names, once it is known.
QString TestProxyPage::foundText() const
{
    const auto *found = child<QLabel>(u"proxyFound"_s);
    return eventually([found] { return !found->text().startsWith(u"Looking"); }) ? found->text() : QString();
}

void TestProxyPage::withoutASettingItIsTheSystem()
{
    QCOMPARE(keptProxies(), ProxyChoice());
    QCOMPARE(child<QComboBox>(u"proxyKind"_s)->currentText(), u"System settings"_s);
    QVERIFY(!button(QDialogButtonBox::Apply)->isEnabled());
}

void TestProxyPage::showsWhatTheSystemNames()
{
    qputenv("all_proxy", "http://me:a-secret-word@p.example:3128");
    qputenv("no_proxy", "a.example,.b.example");
    open();
    QCOMPARE(foundText(), u"For https: http://me:•••@p.example:3128\nFor http: "
                          "http://me:•••@p.example:3128\nNo proxy for: a.example, .b.example"_s);
}

void TestProxyPage::saysThatTheSystemNamesNone()
{
    QCOMPARE(foundText(), u"Neither the environment nor the desktop names a proxy."_s);
}

void TestProxyPage::showsOnlyWhatTheChoiceNeeds()
{
    QVERIFY(child<QLabel>(u"proxyFound"_s)->isVisible());
    QVERIFY(!child<QLineEdit>(u"proxyHost"_s)->isVisible());
    choose(Kind::Manual);
    QVERIFY(!child<QLabel>(u"proxyFound"_s)->isVisible());
    for (const QString &name :
        {u"proxyHost"_s, u"proxyPort"_s, u"proxyUser"_s, u"proxyPassword"_s, u"proxyExceptions"_s})
        QVERIFY(child<QLineEdit>(name)->isVisible());
    choose(Kind::None);
    QVERIFY(!child<QLabel>(u"proxyFound"_s)->isVisible());
    QVERIFY(!child<QLineEdit>(u"proxyHost"_s)->isVisible());
}

void TestProxyPage::aManualProxyIsUsedAtOnce()
{
    enterProxy();
    QCOMPARE(m_client->proxies(), ProxyChoice()); // not before it is applied
    button(QDialogButtonBox::Apply)->click();
    const ProxyChoice expected{.kind = Kind::Manual,
        .address = QUrl(u"socks5://m%40e@p.example:1080"_s),
        .password = Secret(Password.toUtf8()),
        .exceptions = u"a.example, 10.0.0.0/8"_s};
    QCOMPARE(m_client->proxies(), expected);
    QVERIFY(!button(QDialogButtonBox::Apply)->isEnabled());
}

/// Whoever is told of a new address asks for its models.
void TestProxyPage::isThereBeforeAGatewayIsAsked()
{
    ProxyChoice seen;
    connect(m_dialog.get(), &SettingsDialog::gatewayEntered, this, [&] { seen = m_client->proxies(); });
    m_dialog->showBaseUrl(u"ru-llm"_s);
    auto *baseUrl = m_dialog->findChild<QLineEdit *>(u"baseUrl"_s);
    baseUrl->selectAll();
    QTest::keyClicks(baseUrl, u"https://own.example"_s);
    enterProxy();
    button(QDialogButtonBox::Apply)->click();
    QCOMPARE(seen.kind, Kind::Manual);
}

void TestProxyPage::isKeptForTheNextStart()
{
    enterProxy();
    button(QDialogButtonBox::Apply)->click();
    WindowFixture fixture(1);
    ProxyChoice expected = m_client->proxies();
    expected.password = {};
    QCOMPARE(fixture.client().proxies(), expected);
}

void TestProxyPage::noProxy()
{
    enterProxy();
    choose(Kind::None);
    button(QDialogButtonBox::Apply)->click();
    QCOMPARE(keptProxies().kind, Kind::None);
    QCOMPARE(keptProxies().address.host(), u"p.example"_s); // for when it is chosen again
    choose(Kind::System);
    button(QDialogButtonBox::Apply)->click();
    QVERIFY(!QSettings().contains(u"network/proxy"_s));
}

void TestProxyPage::badInputIsSaidAtTheField_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("no host") << u"proxyHost"_s << u" "_s << u"Enter the proxy's host."_s;
    for (const QString &host :
        {u"http://p.example"_s, u"p.example:3128"_s, u"p example"_s, u"p.example/"_s, u"me@p.example"_s})
        QTest::newRow(qPrintable(host)) << u"proxyHost"_s << host << u"only"_s;
    for (const QString &port : {QString(), u"0"_s, u"65536"_s, u"-1"_s, u"80a"_s})
        QTest::newRow(qPrintable(u"port "_s + port)) << u"proxyPort"_s << port << u"from 1 to 65535"_s;
    QTest::newRow("no user") << u"proxyUser"_s << QString() << u"needs a user name"_s;
}

void TestProxyPage::badInputIsSaidAtTheField()
{
    QFETCH(const QString, field);
    QFETCH(const QString, text);
    QFETCH(const QString, words);
    enterProxy();
    const auto *problem = child<QLabel>(field + u"Problem"_s);
    QVERIFY(!problem->isVisible());
    QVERIFY(button(QDialogButtonBox::Ok)->isEnabled());
    auto *line = child<QLineEdit>(field);
    line->setText(text);
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(words), qPrintable(problem->text()));
    QVERIFY(problem->y() > line->y());
    QVERIFY(!button(QDialogButtonBox::Ok)->isEnabled());
    QCOMPARE(m_dialog->findChild<ProxyPage *>()->problem(), u"Proxy: correct the marked fields."_s);
}

void TestProxyPage::aBadProxyThatIsNotChosenKeepsNothingBack()
{
    enterProxy();
    child<QLineEdit>(u"proxyPort"_s)->setText(u"x"_s);
    choose(Kind::None);
    QVERIFY(!child<QLabel>(u"proxyPortProblem"_s)->isVisible());
    button(QDialogButtonBox::Apply)->click();
    QCOMPARE(m_client->proxies().kind, Kind::None);
}

void TestProxyPage::thePasswordIsForThisSession()
{
    enterProxy();
    QCOMPARE(child<QLineEdit>(u"proxyPassword"_s)->echoMode(), QLineEdit::Password);
    QVERIFY(child<QLabel>(u"proxyPasswordKept"_s)->text().contains(u"in memory only"));
    button(QDialogButtonBox::Apply)->click();
    QCOMPARE(keptProxies().password, Secret());
    open(); // the dialog still has it, as it is in use
    QVERIFY(!m_dialog->findChild<ProxyPage *>()->isModified());
    QCOMPARE(m_client->proxies().password, Secret(Password.toUtf8()));
}

void TestProxyPage::noFileAndNoLogHasThePassword()
{
    enterProxy();
    button(QDialogButtonBox::Ok)->click();
    qDebug() << m_client->proxies().password << m_client->proxies().address;
    QSettings().sync();
    QString written = logged;
    for (QDirIterator i(
             WindowFixture::settingsFolder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        i.hasNext();) {
        QFile file(i.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        written += QString::fromUtf8(file.readAll());
    }
    QVERIFY(written.contains(u"p.example"));
    QVERIFY(!written.contains(Password));
}

void TestProxyPage::aPasswordInTheFileIsNotUsed()
{
    Settings::proxy().set(u"manual"_s);
    Settings::proxyAddress().set(u"http://me:%1@p.example:3128"_s.arg(Password));
    QCOMPARE(keptProxies().address, QUrl(u"http://me@p.example:3128"_s));
    QCOMPARE(proxyOf(keptProxies()).password(), QString());
}

void TestProxyPage::anOldFileStaysAsItIs()
{
    Settings::theme().set(u"dark"_s);
    open();
    const QStringList before = QSettings().allKeys();
    button(QDialogButtonBox::Ok)->click();
    QCOMPARE(QSettings().allKeys(), before);
}

void TestProxyPage::theEmbeddedGatewayNeedsNoProxy()
{
    const FakeServer proxy;
    WindowFixture fixture(50);
    fixture.client().setProxies({.kind = Kind::Manual, .address = proxy.url({})});
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    QCOMPARE(fixture.reply().state, Reply::State::Complete);
    QCOMPARE(proxy.connectionCount(), 0);
}

void TestProxyPage::aLaneNamesTheProxyThatFailed()
{
    const QUrl proxy = FakeServer::closedUrl().adjusted(QUrl::RemovePath);
    WindowFixture fixture(50);
    fixture.client().setProxies({.kind = Kind::Manual, .address = proxy});
    fixture.resolver().setBaseUrl(u"ruflo"_s, QUrl(u"https://api.example.invalid"_s));
    fixture.window().openLanes(
        {{.gateway = u"ruflo"_s, .model = u"ruflo-free"_s, .mode = TargetResolver::Mode::Live}});
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    const QString shown = fixture.shown();
    QVERIFY2(shown.contains(u"No connection through the proxy"), qPrintable(shown));
    QVERIFY(shown.contains(u"Proxy %1 refused the connection."_s.arg(proxy.authority())));
    QVERIFY(!shown.contains(u"cannot be reached"));
    QCOMPARE(fixture.typed(), u"Hello"_s); // to send it again
}

QTEST_MAIN(TestProxyPage)
#include "tst_proxypage.moc"
