// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/gatewaytestbar.h"

#include "chat/visibletext.h"
#include "ui/settings/formtext.h"
#include "view/base/announcement.h"
#include "view/base/linkbutton.h"
#include "view/base/stylesheet.h"
#include "workspace/appsettings.h"
#include "workspace/words/errortext.h"
#include "workspace/words/timetext.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qsizetype NamedModels = 6;

/// Scrolls the form to it, once it has its new height.
void showWhole(QWidget *words)
{
    for (QWidget *parent = words->parentWidget(); parent; parent = parent->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(parent))
            area->ensureWidgetVisible(words);
    }
}

} // namespace

/// The words are rows of the form: within a widget it would not give them the height that they need.
GatewayTestBar::GatewayTestBar(ChatClient *client, TargetResolver *resolver, QFormLayout *form)
    : m_resolver(resolver)
    , m_test(client, resolver)
    , m_start(new QPushButton)
    , m_stop(linkButton(u"stopTest"_s, tr("Stop")))
    , m_goOn(linkButton(u"allowTest"_s, {}))
    , m_title(new FormText(u"testTitle"_s, u"good"_s))
    , m_text(new FormText(u"testText"_s, u"secondary"_s))
{
    m_start->setObjectName(u"testGateway"_s);
    m_stop->setAccessibleName(tr("Stop the test"));
    auto *buttons = new QHBoxLayout(this);
    buttons->setContentsMargins(0, 0, 0, 0);
    for (QPushButton *button : {m_start, m_stop, m_goOn}) {
        button->setAutoDefault(false); // Enter accepts the dialog
        buttons->addWidget(button);
    }
    buttons->addStretch();
    form->addRow(QString(), this);
    for (QLabel *words : {m_title, m_text})
        form->addRow(QString(), words);
    connect(m_start, &QPushButton::clicked, this, &GatewayTestBar::start);
    connect(m_stop, &QPushButton::clicked, this, &GatewayTestBar::stop);
    connect(m_goOn, &QPushButton::clicked, this, &GatewayTestBar::goOn);
    connect(&m_test, &GatewayTest::silent, this, &GatewayTestBar::showRunning);
    connect(&m_test, &GatewayTest::finished, this, &GatewayTestBar::showResult);
    showIdle();
}

void GatewayTestBar::setDraft(const GatewayDraft &draft)
{
    if (draft == m_draft)
        return;
    m_draft = draft;
    stop();
}

void GatewayTestBar::start()
{
    run(GatewayTest::Manner::Usual);
}

void GatewayTestBar::run(GatewayTest::Manner manner)
{
    showRunning({});
    m_test.start(m_draft, manner);
}

void GatewayTestBar::stop()
{
    m_test.stop();
    showIdle();
}

/// Keeps a consent at once, as a lane does.
void GatewayTestBar::goOn()
{
    if (m_result.question) {
        m_resolver->decide(*m_result.question);
        Settings::keyConsents().set(toTexts(m_resolver->consents()));
    }
    run(m_result.question ? GatewayTest::Manner::Usual : m_result.instead);
}

QString GatewayTestBar::wayOn() const
{
    using enum GatewayTest::Manner;
    return m_result.question                  ? tr("Send it there")
           : m_result.instead == DespiteDoubt ? tr("Send this key anyway")
           : m_result.instead == WithPrompt   ? tr("Send “Hi” to %1").arg(model())
                                              : QString();
}

QString GatewayTestBar::obstacle() const
{
    const Gateway &gateway = m_draft.gateway;
    if (m_resolver->baseUrl(gateway, TargetResolver::Mode::Live).isEmpty())
        return tr("Enter a base URL to test it.");
    return GatewayTest::isPossible(gateway) ? QString() : tr("Enter a model below to test it.");
}

QString GatewayTestBar::model() const
{
    const QString model = m_draft.gateway.defaultModel();
    return model.isEmpty() ? m_draft.gateway.name : model;
}

void GatewayTestBar::showIdle()
{
    const bool prompts = GatewayTest::sendsPrompt(m_draft.gateway);
    const QString obstacle = this->obstacle();
    m_start->setText(prompts ? tr("T&est") : tr("T&est and load models"));
    m_start->setEnabled(obstacle.isEmpty());
    if (m_stop->hasFocus() || m_goOn->hasFocus())
        m_start->setFocus();
    m_stop->hide();
    m_goOn->hide();
    const QString charge =
        prompts ? tr("This gateway lists no models, so the test sends “Hi” to %1. That may cost something.")
                      .arg(model())
                : QString();
    say({}, u"good"_s, obstacle.isEmpty() ? charge : obstacle);
}

void GatewayTestBar::showRunning(const Silence &silence)
{
    m_stop->show();
    if (m_start->hasFocus() || m_goOn->hasFocus())
        m_stop->setFocus();
    m_start->setEnabled(false);
    m_goOn->hide();
    say({}, u"good"_s,
        silence.time > Silence().time ? TimeText::silence(silence)
                                      : tr("Asking %1…").arg(m_draft.gateway.fullName()));
}

void GatewayTestBar::showResult(const GatewayTest::Result &result)
{
    QTimer::singleShot(0, this, [this] { showWhole(m_text->isVisible() ? m_text : m_title); });
    showIdle();
    m_result = result;
    m_goOn->setText(wayOn());
    m_goOn->setHidden(wayOn().isEmpty());
    if (result.error)
        return showError(result);
    const QString time = TimeText::measured(std::chrono::duration<double>(result.time).count(), 1);
    if (!result.answeredBy.isEmpty())
        return say(tr("It works: %1 answered in %2.").arg(visibleLine(result.answeredBy), time), u"good"_s);
    const auto count = static_cast<int>(result.models.size());
    if (count == 0)
        return say(tr("It answered in %1, and lists no models.").arg(time), u"good"_s);
    QString names =
        visibleLine(result.models.first(std::min(NamedModels, result.models.size())).join(u", "_s));
    if (count > NamedModels)
        names = tr("%1 and %n more", nullptr, count - static_cast<int>(NamedModels)).arg(names);
    say(tr("It works: %n models, listed in %1.", nullptr, count).arg(time), u"good"_s,
        tr("%1. The model picker of a lane loads them.").arg(names));
}

void GatewayTestBar::showError(const GatewayTest::Result &result)
{
    const ErrorText words = describe(*result.error, m_draft.gateway);
    QStringList lines{words.advice, visibleText(result.error->message), words.facts};
    if (result.instead == GatewayTest::Manner::WithPrompt)
        lines << tr("It may still answer a prompt, which may be charged for.");
    lines.removeAll(QString());
    say(words.title, u"error"_s, lines.join(u'\n'));
}

void GatewayTestBar::say(const QString &title, const QString &role, const QString &text)
{
    setStyleProperty(m_title, "role", role);
    m_title->setText(title);
    m_title->setHidden(title.isEmpty());
    m_text->setText(text);
    m_text->setHidden(text.isEmpty());
    if (!title.isEmpty())
        announce(this, title + u' ' + text);
}

} // namespace Parlance
