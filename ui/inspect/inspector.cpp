// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/inspector.h"

#include "client/callcapture.h"
#include "client/chatclient.h"
#include "client/targetresolver.h"
#include "ui/export/exportformat.h"
#include "ui/export/saveas.h"
#include "ui/inspect/inspectedcall.h"
#include "ui/inspect/inspectorpanel.h"
#include "ui/inspect/inspectwords.h"
#include "ui/playground/page.h"
#include "view/base/notitle.h"
#include "view/base/worksign.h"
#include "wire/capturefile.h"
#include "workspace/lanechoice.h"

#include <QDateTime>
#include <QFileInfo>
#include <QLocale>
#include <QMainWindow>
#include <QMenu>
#include <QMessageBox>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance {

namespace {

constexpr auto UpdatePause = 250ms;
constexpr auto LookPause = 500ms;
constexpr qsizetype MostPrompt = 40; ///< characters of a prompt in the list of calls
constexpr qsizetype MostMasked = 8192;

QString clockTimeOf(const Call &call)
{
    if (!call.recording.startedAt)
        return u"–"_s;
    const auto age = std::chrono::steady_clock::now() - *call.recording.startedAt;
    const auto ago = std::chrono::duration_cast<std::chrono::milliseconds>(age);
    return QLocale().toString(QDateTime::currentDateTime().addDuration(-ago).time(), u"HH:mm:ss"_s);
}

/// "14:03:12 · complete · ruflo-smart · What is a tier?", "… · whisper-1 · /v1/audio/transcriptions": a
/// narrow box cuts the end first. Masks more of a prompt than is shown: a key would be cut in two otherwise.
QString titleOf(const Call &call, const Redaction &keys)
{
    const QString asked = call.dialect ? promptOf(call).left(MostMasked) : call.sent.url.path();
    const QString shown = keys.of(asked).simplified();
    QStringList parts{clockTimeOf(call), stateText(call), nameOf(choiceOf(call), call.gateway)};
    if (!shown.isEmpty())
        parts << (shown.size() > MostPrompt ? shown.left(MostPrompt) + u'…' : shown);
    return parts.join(u" · "_s);
}

} // namespace

Inspector::Inspector(ChatClient *client, const TargetResolver *resolver, QMainWindow *docks)
    : QDockWidget(tr("Inspector"), docks)
    , m_client(client)
    , m_resolver(resolver)
    , m_docks(docks)
{
    setObjectName(u"inspectorDock"_s);
    setFeatures(DockWidgetClosable | DockWidgetMovable);
    setTitleBarWidget(makeNoTitle());
    m_update.setSingleShot(true);
    m_update.setInterval(UpdatePause);
    connect(&m_update, &QTimer::timeout, this, &Inspector::follow);
    m_look.setInterval(LookPause);
    connect(&m_look, &QTimer::timeout, this, &Inspector::lookForCalls);
    connect(this, &QDockWidget::visibilityChanged, this, [this](bool visible) {
        if (visible) {
            follow();
            m_look.start();
        } else {
            release();
            m_look.stop();
        }
    });
}

void Inspector::setVisible(bool visible)
{
    if (visible && !m_panel)
        makePanel();
    QDockWidget::setVisible(visible);
}

void Inspector::makePanel()
{
    m_panel = new InspectorPanel;
    setWidget(m_panel);
    m_docks->resizeDocks({this}, {m_docks->height() * 2 / 5}, Qt::Vertical);
    connect(m_panel, &InspectorPanel::chosen, this, &Inspector::showCall);
    connect(m_panel, &InspectorPanel::followingChanged, this, &Inspector::follow);
    connect(m_panel, &DropFrame::filesDropped, this, &Inspector::filesDropped);
    connect(m_panel, &InspectorPanel::saveRequested, this, &Inspector::save);
    connect(m_panel, &InspectorPanel::timesWanted, this, &Inspector::showTimes);
    connect(m_panel, &InspectorPanel::linePicked, this, [this](qsizetype line) {
        const Page::Calls round = m_page->callsBeside(m_panel->call());
        m_panel->setFollowing(false);
        if (line < round.size()) // a lane may have been closed since the picture was painted
            showCall(round.at(line).second);
    });
}

void Inspector::setPage(Page *page)
{
    if (m_page) {
        m_page->disconnect(this);
        m_page->disconnect(&m_update);
    }
    m_page = page;
    connect(page, &Page::currentCallChanged, &m_update, qOverload<>(&QTimer::start));
    connect(page, &Page::inspectRequested, this, &Inspector::inspect);
    connect(page, &Page::inspectTextRequested, this, &Inspector::inspectText);
    m_update.start();
}

void Inspector::addActions(QMenu *menu)
{
    QAction *toggle = toggleViewAction();
    toggle->setText(tr("&Inspector"));
    toggle->setShortcut(QKeySequence(Qt::Key_F12));
    menu->addAction(toggle);
}

void Inspector::inspect(const std::shared_ptr<const Call> &call)
{
    if (!call)
        return;
    setVisible(true);
    raise();
    m_panel->setFollowing(call == newestCall());
    showCall(call);
}

void Inspector::inspectText(const std::shared_ptr<const Call> &call, const QString &text, int nth)
{
    inspect(call);
    if (call)
        m_panel->showText(text, nth);
}

/// Lets go of a call that nothing else keeps: its conversation was cleared.
void Inspector::follow()
{
    if (!m_page || !m_panel || !isVisible())
        return;
    std::erase_if(m_round, [this](const auto &one) {
        return one->pointer() == m_panel->call() || one->pointer().use_count() == 1;
    });
    const bool isDropped = isShownOneDropped();
    if (isDropped || !m_panel->call())
        return showCall(m_panel->isFollowing() || isDropped ? newestCall() : m_shown.lock());
    if (m_panel->isFollowing() && newestCall() != m_panel->call())
        return showCall(newestCall());
    listCalls();
    if (m_panel->isOn(InspectorPanel::Times))
        showTimes();
}

/// Nobody tells when a call comes that no lane has asked for, such as a repeat's, when its owner goes, or
/// that a call waits.
void Inspector::lookForCalls()
{
    if (isShownOneDropped() || m_panel->isOutdated(m_client->calls().calls()))
        follow();
    else if (m_panel->isOn(InspectorPanel::Times) && m_panel->call() && !hasEnded(*m_panel->call()))
        showTimes();
}

/// True if nothing but the panel keeps the call that it shows.
bool Inspector::isShownOneDropped() const
{
    return m_panel->inspected() && m_panel->inspected()->pointer().use_count() == 1;
}

void Inspector::release()
{
    m_round.clear();
    if (m_panel)
        m_panel->setCall(nullptr, {}, {});
}

void Inspector::showCall(const std::shared_ptr<const Call> &call)
{
    m_shown = call;
    m_panel->setCall(call, redaction(), call ? keyNoteOf(*call) : QString());
    listCalls();
}

void Inspector::save()
{
    const std::shared_ptr<const Call> call = m_panel->call();
    const auto chosen = SaveAs::choose(window(), tr("Save the call"), u"call"_s,
        {{.suffix = u"har"_s, .name = tr("HAR")}, {.suffix = u"txt"_s, .name = tr("As curl -i prints it")},
            {.suffix = u"body"_s, .name = tr("Body")}});
    if (chosen)
        saveAs(chosen->path, u"capture."_s + chosen->form.suffix, call);
}

/// Saves the call as it is now: a copy shares the bytes, so the call may grow or go meanwhile.
void Inspector::saveAs(const QString &path, const QString &form, const std::shared_ptr<const Call> &call)
{
    workVisibly(
        window(), tr("Saving %1…").arg(QFileInfo(path).fileName()),
        [call = *call, keys = redaction(), path, form](const std::stop_token &stop) {
            const QByteArray file = captureFile(captureOf(call, keys), form);
            return stop.stop_requested() ? std::expected<void, QString>() : writeFile(path, file);
        },
        [window = window(), path](const std::expected<void, QString> &saved) {
            if (!saved)
                QMessageBox::warning(window, tr("Save the call"), notSaved(path, saved.error()));
        });
}

void Inspector::listCalls()
{
    QList<InspectorPanel::Item> items;
    const Redaction keys = redaction();
    for (const std::shared_ptr<const Call> &call : m_client->calls().calls())
        items.append({.call = call,
            .name = titleOf(*call, keys),
            .state = stateText(*call),
            .hasBegun = call->recording.startedAt.has_value()});
    m_panel->setCalls(items);
}

void Inspector::showTimes()
{
    const std::shared_ptr<const Call> current = m_panel->call();
    if (!current)
        return m_panel->setLines({}, -1);
    const Page::Calls round = m_page->callsBeside(current);
    QList<Timeline> lines;
    qsizetype shown = -1;
    std::optional<std::chrono::steady_clock::time_point> first;
    for (const auto &[name, call] : round) {
        if (const auto &start = call->recording.startedAt)
            first = std::min(first.value_or(*start), *start);
    }
    for (const auto &[name, call] : round) {
        if (call == current)
            shown = lines.size();
        Timeline line = Timeline::of(call == current ? *m_panel->inspected() : inspected(call));
        line.name = name;
        if (call->recording.startedAt)
            line.start = std::chrono::duration_cast<Timing::Duration>(*call->recording.startedAt - *first);
        lines.append(line);
    }
    m_panel->setLines(lines, shown);
}

/// Follows another call of the round, too, from now on.
const InspectedCall &Inspector::inspected(const std::shared_ptr<const Call> &call)
{
    const auto known = std::ranges::find(m_round, call, [](const auto &one) { return one->pointer(); });
    if (known != m_round.end())
        return **known;
    m_round.push_back(std::make_unique<InspectedCall>(call, redaction()));
    connect(m_round.back().get(), &InspectedCall::grew, &m_update, qOverload<>(&QTimer::start));
    return *m_round.back();
}

std::shared_ptr<const Call> Inspector::newestCall() const
{
    return m_page ? m_page->currentCall() : nullptr;
}

Redaction Inspector::redaction() const
{
    return redactionOf(m_client->calls(), *m_resolver);
}

QString Inspector::keyNoteOf(const Call &call) const
{
    if (call.isDemo)
        return tr("the embedded gateway's public key, masked");
    const KeySource source = m_resolver->keys()->source(call.gateway.key.slot);
    switch (source.kind) {
    case KeySource::Kind::Environment:
        return tr("the key of %1 from the environment variable %2, masked")
            .arg(call.gateway.name, source.variable.isEmpty() ? call.gateway.key.variable : source.variable);
    case KeySource::Kind::Keychain:
        return tr("the key of %1 from the keychain, masked").arg(call.gateway.name);
    case KeySource::Kind::Session:
        break;
    }
    return tr("the key of %1 that was entered in this run, masked").arg(call.gateway.name);
}

} // namespace Parlance
