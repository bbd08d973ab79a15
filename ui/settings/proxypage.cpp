// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/proxypage.h"

#include "client/chatclient.h"
#include "client/environmentproxies.h"
#include "view/base/background.h"
#include "workspace/proxysettings.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = ProxyChoice::Kind;

constexpr int MostPort = 65535;

/// The proxies that the environment or the desktop names.
struct Found
{
    QString https;
    QString http;
    QString exceptions;
};

/// May take a moment: a desktop may name a script that decides.
Found systemProxies()
{
    const auto proxyFor = [](const QString &address) {
        return shownProxy(EnvironmentProxies().queryProxy(QNetworkProxyQuery(QUrl(address))).value(0));
    };
    QString exceptions = qEnvironmentVariable("no_proxy", qEnvironmentVariable("NO_PROXY"));
    exceptions = exceptions.replace(u',', u", "_s).simplified();
    return {.https = proxyFor(u"https://example.com"_s),
        .http = proxyFor(u"http://example.com"_s),
        .exceptions = exceptions};
}

/// Empty if the text is not a host alone.
QString hostIn(const QString &text)
{
    QUrl url;
    url.setHost(text.trimmed());
    return url.host();
}

QLabel *makeNote(const QString &name, const QString &role, const QString &words)
{
    auto *note = new QLabel(words);
    note->setObjectName(name);
    note->setProperty("role", role);
    note->setTextFormat(Qt::PlainText);
    return note;
}

} // namespace

ProxyPage::ProxyPage(ChatClient *client, QWidget *parent)
    : SettingsPage(parent)
    , m_client(client)
    , m_form(new QFormLayout)
    , m_kind(new QComboBox)
{
    setWindowTitle(tr("Proxy"));
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_kind->setObjectName(u"proxyKind"_s);
    m_kind->addItem(tr("System settings"), static_cast<int>(Kind::System));
    m_kind->addItem(tr("No proxy"), static_cast<int>(Kind::None));
    m_kind->addItem(tr("Manual"), static_cast<int>(Kind::Manual));
    m_form->addRow(tr("&Proxy:"), m_kind);
    m_found = addNote(u"proxyFound"_s, u"secondary"_s);
    m_found->setWordWrap(true);
    addManual();
    QLabel *about = makeNote(u"proxyAbout"_s, u"secondary"_s,
        tr("Applies to the next request. This computer and the embedded gateway are always reached "
           "directly."));
    about->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(16);
    layout->addWidget(about);
    layout->addLayout(m_form);
    layout->addStretch();
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ProxyPage::onEdited);
}

void ProxyPage::addManual()
{
    m_type = new QComboBox;
    m_type->setObjectName(u"proxyType"_s);
    m_type->addItem(u"HTTP"_s, u"http"_s);
    m_type->addItem(u"SOCKS 5"_s, u"socks5"_s);
    m_form->addRow(tr("&Type:"), m_type);
    connect(m_type, &QComboBox::currentIndexChanged, this, &ProxyPage::onEdited);
    m_host = addLine(tr("&Host:"), u"proxyHost"_s, u"proxy.example.com"_s);
    m_hostProblem = addNote(u"proxyHostProblem"_s, u"warning"_s);
    m_port = addLine(tr("P&ort:"), u"proxyPort"_s, u"3128"_s);
    m_portProblem = addNote(u"proxyPortProblem"_s, u"warning"_s);
    m_user = addLine(tr("&User name:"), u"proxyUser"_s, tr("none"));
    m_userProblem = addNote(u"proxyUserProblem"_s, u"warning"_s);
    m_password = addLine(tr("Pass&word:"), u"proxyPassword"_s, {});
    m_password->setEchoMode(QLineEdit::Password);
    QLabel *kept = addNote(u"proxyPasswordKept"_s, u"secondary"_s,
        tr("The password is in memory only, and gone when Parlance closes."));
    m_exceptions =
        addLine(tr("No proxy &for:"), u"proxyExceptions"_s, u"example.org, .corp.example, 10.0.0.0/8"_s);
    m_manual = {m_type, m_host, m_port, m_user, m_password, kept, m_exceptions};
}

QLineEdit *ProxyPage::addLine(const QString &label, const QString &name, const QString &placeholder)
{
    auto *line = new QLineEdit;
    line->setObjectName(name);
    line->setPlaceholderText(placeholder);
    m_form->addRow(label, line);
    connect(line, &QLineEdit::textChanged, this, &ProxyPage::onEdited);
    return line;
}

QLabel *ProxyPage::addNote(const QString &name, const QString &role, const QString &words)
{
    QLabel *note = makeNote(name, role, words);
    m_form->addRow(QString(), note);
    return note;
}

void ProxyPage::load()
{
    const ProxyChoice &used = m_client->proxies();
    m_type->setCurrentIndex(qMax(0, m_type->findData(used.address.scheme())));
    m_host->setText(used.address.host());
    m_port->setText(used.address.port() > 0 ? QString::number(used.address.port()) : QString());
    m_user->setText(used.address.userName(QUrl::FullyDecoded));
    m_password->setText(QString::fromUtf8(used.password.reveal()));
    m_exceptions->setText(used.exceptions);
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(used.kind)));
    showFields();
}

void ProxyPage::showEvent(QShowEvent *event)
{
    SettingsPage::showEvent(event);
    look();
}

/// Says what the system's settings are, once they are read.
void ProxyPage::look()
{
    m_found->setText(tr("Looking for proxies…"));
    inBackground(this, systemProxies, [this](const Found &found) {
        QStringList lines;
        const QString none = tr("none");
        if (found.https.isEmpty() && found.http.isEmpty()) {
            lines.append(tr("Neither the environment nor the desktop names a proxy."));
        } else {
            lines.append(tr("For https: %1").arg(found.https.isEmpty() ? none : found.https));
            lines.append(tr("For http: %1").arg(found.http.isEmpty() ? none : found.http));
            if (!found.exceptions.isEmpty())
                lines.append(tr("No proxy for: %1").arg(found.exceptions));
        }
        m_found->setText(lines.join(u'\n'));
    });
}

void ProxyPage::onEdited()
{
    showFields();
    Q_EMIT edited();
}

void ProxyPage::showFields()
{
    const bool isManual = kind() == Kind::Manual;
    m_form->setRowVisible(m_found, kind() == Kind::System);
    for (QWidget *field : std::as_const(m_manual))
        m_form->setRowVisible(field, isManual);
    showProblem(m_hostProblem, hostProblem());
    showProblem(m_portProblem, portProblem());
    showProblem(m_userProblem, userProblem());
}

void ProxyPage::showProblem(QLabel *label, const QString &words)
{
    label->setText(words);
    m_form->setRowVisible(label, kind() == Kind::Manual && !words.isEmpty());
}

ProxyChoice::Kind ProxyPage::kind() const
{
    return static_cast<Kind>(m_kind->currentData().toInt());
}

/// What is wrong is left out; it is used only if nothing is.
ProxyChoice ProxyPage::choice() const
{
    ProxyChoice choice{.kind = kind(),
        .address = {},
        .password = Secret(m_password->text().toUtf8()),
        .exceptions = m_exceptions->text().trimmed()};
    const QString host = hostIn(m_host->text());
    if (host.isEmpty())
        return choice;
    choice.address.setScheme(m_type->currentData().toString());
    choice.address.setHost(host);
    choice.address.setPort(portProblem().isEmpty() ? m_port->text().trimmed().toInt() : -1);
    if (const QString user = m_user->text().trimmed(); !user.isEmpty())
        choice.address.setUserName(user, QUrl::DecodedMode);
    return choice;
}

QString ProxyPage::hostProblem() const
{
    if (m_host->text().trimmed().isEmpty())
        return tr("Enter the proxy's host.");
    return hostIn(m_host->text()).isEmpty()
               ? tr("Enter only a host name or an address, without http:// or a port.")
               : QString();
}

QString ProxyPage::portProblem() const
{
    const int port = m_port->text().trimmed().toInt();
    return port >= 1 && port <= MostPort ? QString() : tr("Enter a port from 1 to 65535.");
}

QString ProxyPage::userProblem() const
{
    const bool isNameless = m_user->text().trimmed().isEmpty() && !m_password->text().isEmpty();
    return isNameless ? tr("A password needs a user name.") : QString();
}

QString ProxyPage::problem() const
{
    const bool isWhole = hostProblem().isEmpty() && portProblem().isEmpty() && userProblem().isEmpty();
    return isWhole || kind() != Kind::Manual ? QString() : tr("Proxy: correct the marked fields.");
}

void ProxyPage::apply()
{
    m_client->setProxies(choice());
    keep(m_client->proxies());
}

bool ProxyPage::isModified() const
{
    return choice() != m_client->proxies();
}

} // namespace Parlance
