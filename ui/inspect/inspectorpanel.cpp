// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/inspectorpanel.h"

#include "client/requesthead.h"
#include "ui/inspect/bodyview.h"
#include "ui/inspect/eventsview.h"
#include "ui/inspect/inspectwords.h"
#include "ui/inspect/messageview.h"
#include "ui/inspect/sourceview.h"
#include "ui/inspect/timelineview.h"
#include "ui/inspect/tokensview.h"
#include "view/base/elidedcombobox.h"
#include "view/base/elidedlabel.h"
#include "view/base/linkbutton.h"
#include "view/base/tooltip.h"
#include "wire/utf8text.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

#include <tuple>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance {

namespace {

constexpr auto TypingPause = 200ms;
constexpr int LeastField = 90;                  ///< the width of the field to find with, in pixels
constexpr qint64 MostWhileTyping = 1024 * 1024; ///< bytes of a call that is searched while one types

/// Where a search begins that is made on this tab.
CallFinding::Place placeOf(int tab)
{
    switch (tab) {
    case InspectorPanel::Response:
        return CallFinding::Place::ResponseHead;
    case InspectorPanel::Events:
        return CallFinding::Place::Event;
    case InspectorPanel::Source:
        return CallFinding::Place::Source;
    default:
        return CallFinding::Place::RequestHead;
    }
}

/// Says that the keys of a large body are still being masked.
QString maskingText()
{
    return InspectorPanel::tr("masking keys in the body…");
}

QString answerLine(const Call &call)
{
    if (call.recording.head)
        return u"HTTP %1"_s.arg(call.recording.head->status);
    return hasEnded(call) ? InspectorPanel::tr("No answer") : InspectorPanel::tr("No answer yet");
}

} // namespace

InspectorPanel::InspectorPanel(QWidget *parent)
    : DropFrame(parent)
    , m_calls(new ElidedComboBox)
    , m_follow(new QCheckBox(tr("Follow")))
    , m_find(new QLineEdit)
    , m_found(new ElidedLabel)
    , m_save(new QPushButton(tr("Save…")))
    , m_tabs(new QTabWidget)
    , m_request(new MessageView(tr("Request"), u"inspectorRequest"_s))
    , m_response(new MessageView(tr("Response"), u"inspectorResponse"_s))
    , m_events(new EventsView)
    , m_source(new SourceView)
    , m_tokens(new TokensView)
    , m_times(new TimelineView)
{
    setObjectName(u"inspector"_s);
    m_tabs->setObjectName(u"inspectorTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_request, tr("Request"));
    m_tabs->addTab(m_response, tr("Response"));
    m_tabs->addTab(m_events, tr("Events"));
    m_tabs->addTab(m_source, tr("Answer source"));
    m_tabs->addTab(m_tokens, tr("Tokens"));
    m_tabs->addTab(m_times, tr("Timeline"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_tabs, 1);
    connectParts();
}

QWidget *InspectorPanel::makeBar()
{
    auto *bar = new QWidget;
    auto *title = new QLabel(tr("Inspector"));
    title->setProperty("role", u"heading"_s);
    m_calls->setObjectName(u"inspectorCalls"_s);
    m_calls->setAccessibleName(tr("The inspected call"));
    m_calls->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_calls->setMinimumContentsLength(6);
    m_follow->setObjectName(u"inspectorFollow"_s);
    m_follow->setToolTip(tr("Shows the newest call of the current page, or of its current lane"));
    m_follow->setChecked(true);
    m_find->setObjectName(u"inspectorFind"_s);
    m_find->setAccessibleName(tr("Find in the call"));
    m_find->setPlaceholderText(tr("Find text, /regex/, $.path"));
    m_find->setToolTip(
        tr("Enter goes to the next place. A call of over 1 MB is searched when you press Enter."));
    m_find->setClearButtonEnabled(true);
    m_find->setMaximumWidth(260);
    m_find->setMinimumWidth(LeastField);
    m_typing.setSingleShot(true);
    m_typing.setInterval(TypingPause);
    m_found->setObjectName(u"inspectorFound"_s);
    m_found->setProperty("role", u"secondary"_s);
    m_found->setFixedWidth(m_found->fontMetrics().horizontalAdvance(
        foundText(CallFinding::MostHits, CallFinding::MostHits) + u"  "_s));
    m_found->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_found->hide();
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(16, 6, 12, 6);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addWidget(m_calls, 2);
    layout->addWidget(m_follow);
    layout->addWidget(m_find, 1);
    layout->addWidget(m_found);
    m_save->setObjectName(u"inspectorSave"_s);
    lookLikeLink(m_save);
    m_save->setToolTip(
        tr("Saves the call without its keys as a HAR file, as curl -i prints it, or its body"));
    layout->addWidget(m_save);
    connect(m_save, &QPushButton::clicked, this, &InspectorPanel::saveRequested);
    return bar;
}

void InspectorPanel::connectParts()
{
    connect(m_calls, &QComboBox::activated, this, [this](int index) {
        setFollowing(false);
        Q_EMIT chosen(m_items.at(index).call.lock());
    });
    connect(m_follow, &QCheckBox::toggled, this, &InspectorPanel::followingChanged);
    connect(m_tabs, &QTabWidget::currentChanged, this, &InspectorPanel::refresh);
    connect(m_times, &TimelineView::picked, this, &InspectorPanel::linePicked);
    connect(m_find, &QLineEdit::returnPressed, this, &InspectorPanel::findNext);
    connect(&m_typing, &QTimer::timeout, this, &InspectorPanel::findTyped);
    connect(m_find, &QLineEdit::textChanged, this, [this](const QString &text) {
        forgetFound();
        m_found->setVisible(!text.isEmpty()); // its room stays the same while one types
        m_typing.start();
    });
    const auto showEvent = [this](qsizetype event) {
        setTab(Events);
        m_events->goTo(event);
    };
    connect(m_source, &SourceView::eventRequested, this, showEvent);
    connect(m_response, &MessageView::eventRequested, this, showEvent);
    connect(m_events, &EventsView::lettersRequested, this, [this](qsizetype event) {
        setTab(Source);
        m_source->showLettersOf(event);
    });
}

void InspectorPanel::setCalls(const QList<Item> &calls)
{
    m_items = calls;
    m_calls->clear();
    for (const Item &item : calls)
        m_calls->addItem(item.name);
    const auto current = std::ranges::find_if(
        m_items, [shown = call()](const Item &item) { return shown && item.call.lock() == shown; });
    m_calls->setCurrentIndex(current == m_items.end() ? -1 : static_cast<int>(current - m_items.begin()));
    m_calls->setEnabled(!calls.isEmpty());
}

bool InspectorPanel::isOutdated(const QList<std::shared_ptr<const Call>> &calls) const
{
    return !std::ranges::equal(calls, m_items, [](const std::shared_ptr<const Call> &call, const Item &item) {
        return item.call.lock() == call && item.hasBegun == call->recording.startedAt.has_value() &&
               item.state == stateText(*call);
    });
}

void InspectorPanel::setCall(
    const std::shared_ptr<const Call> &call, const Redaction &redaction, const QString &keyNote)
{
    m_keyNote = keyNote;
    forgetFound();
    m_wanted = {};
    std::unique_ptr<InspectedCall> old = std::move(m_call); // the views still use it
    if (call)
        m_call = std::make_unique<InspectedCall>(call, redaction);
    m_events->setCall(m_call.get());
    m_source->setCall(m_call.get());
    m_tokens->setCall(m_call.get());
    m_response->body()->setBytes({}, {});
    m_tabs->setEnabled(m_call != nullptr);
    if (m_call) {
        connect(m_call.get(), &InspectedCall::grew, this, &InspectorPanel::refresh);
        connect(m_call.get(), &InspectedCall::grew, this, [this] { m_isFindingOld = true; });
    }
    showRequest();
    refresh();
}

/// Shows what has changed, as far as it is visible.
void InspectorPanel::refresh()
{
    if (m_call && !m_isRequestShown)
        showRequest();
    showWantedText();
    m_save->setEnabled(m_call && !m_call->call().bytesDropped);
    if (m_tabs->currentIndex() == Response || !m_call)
        showResponse();
    if (m_tabs->currentIndex() == Times || !m_call)
        Q_EMIT timesWanted();
}

void InspectorPanel::showRequest()
{
    if (!m_call)
        return m_request->clear(nothingText(nullptr));
    const WireRequest request = m_call->requestHead();
    if (request.url.isEmpty()) {
        m_isRequestShown = true;
        return m_request->clear(
            m_call->call().isReplay ? tr("The capture does not tell the request.") : tr("Nothing was sent."));
    }
    QList<MessageView::Header> headers;
    for (const auto &[name, value] : addedHeaders(m_call->call().sent)) {
        headers.append({.name = textFromUtf8(name),
            .value = m_call->masked(textFromUtf8(value)),
            .note = tr("added by the connection")});
    }
    for (const WireHeader &header : request.headers) {
        headers.append({.name = textFromUtf8(header.name),
            .value = textFromUtf8(header.value),
            .note = carriesKey(header.name) ? m_keyNote : QString()});
    }
    const bool isEncrypted = request.url.scheme() == u"https";
    const auto body = m_call->requestBody();
    m_isRequestShown = body.has_value();
    const bool isDropped = m_call->call().bytesDropped;
    QStringList facts{isDropped ? nothingText(m_call.get())
                                : tr("%1 of body").arg(sizeText(m_call->call().sent.body.size())),
        isEncrypted ? tr("encrypted on the way") : tr("not encrypted on the way")};
    if (!body)
        facts << maskingText();
    m_request->setHead({.line = textFromUtf8(request.method) + u' ' + request.url.toDisplayString(),
        .facts = facts.join(u" · "_s),
        .headers = headers});
    m_request->setNote({});
    m_request->body()->setBytes(body.value_or(QByteArray()), body.value_or(QByteArray()),
        isDropped ? nothingText(m_call.get())
        : body    ? tr("No body")
                  : maskingText());
}

/// How the answer ended and its size: as far as it has come.
QStringList InspectorPanel::responseFacts() const
{
    const Recording &recording = m_call->call().recording;
    QStringList facts;
    if (failureText(*m_call).isEmpty())
        facts << endText(*m_call);
    if (!recording.proxy.isEmpty())
        facts << tr("through the proxy %1").arg(recording.proxy);
    if (m_call->call().bytesDropped)
        facts << tr("the bytes were dropped to make room for newer calls");
    if (recording.head)
        facts << tr("%1 of body").arg(sizeText(recording.size()));
    if (m_call->trace().isCompressed())
        facts << tr("%1 decompressed").arg(sizeText(m_call->trace().body().size()));
    return facts;
}

/// Why the response has no body, or no JSON in it.
QString InspectorPanel::bodyNote() const
{
    if (!m_call->trace().isStream())
        return nothingText(m_call.get());
    return tr("a stream of %Ln events, see Events", nullptr, static_cast<int>(m_call->events().size()));
}

void InspectorPanel::showResponse()
{
    if (!m_call)
        return m_response->clear(nothingText(nullptr));
    const Recording &recording = m_call->call().recording;
    QList<MessageView::Header> headers;
    for (const auto &[name, value] : m_call->answerHeaders())
        headers.append(
            {.name = textFromUtf8(name), .value = textFromUtf8(value), .note = headerMeaning(name, value)});
    QStringList facts = responseFacts();
    const auto body = m_call->body();
    if (!body && m_call->isComplete())
        facts << maskingText();
    m_response->setHead({.line = answerLine(m_call->call()),
        .failure = failureText(*m_call),
        .facts = facts.join(u" · "_s),
        .headers = headers});
    m_response->setNote(recording.head ? QString() : nothingText(m_call.get()));
    m_response->setEvent(errorEvent(*m_call));
    const QString requestId = m_call->requestId();
    m_response->setCopied(tr("Copy request ID %1").arg(requestId), requestId);
    const bool isStream = m_call->trace().isStream();
    if (body)
        m_response->body()->setBytes(*body, isStream ? QByteArray() : *body, bodyNote());
    else if (m_response->body()->text().isEmpty())
        m_response->body()->setBytes({}, {}, maskingText());
}

bool InspectorPanel::event(QEvent *event)
{
    const auto *key = dynamic_cast<QKeyEvent *>(event);
    if (!key || event->type() != QEvent::ShortcutOverride || !key->matches(QKeySequence::Find))
        return DropFrame::event(event);
    event->accept();
    return true;
}

void InspectorPanel::keyPressEvent(QKeyEvent *event)
{
    if (!event->matches(QKeySequence::Find))
        return DropFrame::keyPressEvent(event);
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void InspectorPanel::forgetFound()
{
    m_finding = CallFinding();
    m_found->clear();
    m_found->setToolTip({});
}

QString InspectorPanel::foundText(qsizetype number, qsizetype hits)
{
    return (hits < CallFinding::MostHits ? tr("%1 of %2") : tr("%1 of over %2")).arg(number).arg(hits);
}

QString InspectorPanel::foundText(bool isFound) const
{
    if (!m_finding.problem().isEmpty())
        return m_finding.problem();
    return isFound ? foundText(m_finding.number(), m_finding.hits().size()) : tr("Not found");
}

/// A large call takes too long to search after every character.
void InspectorPanel::findTyped()
{
    if (!m_call || m_find->text().isEmpty())
        return;
    if (m_call->call().recording.size() + m_call->call().sent.body.size() <= MostWhileTyping)
        findNext();
}

void InspectorPanel::findNext()
{
    m_typing.stop();
    if (!m_call || m_find->text().isEmpty())
        return;
    if (std::exchange(m_isFindingOld, false) || m_finding.wanted() != m_find->text()) {
        const auto before = m_finding.current();
        showResponse();
        m_finding = CallFinding(m_find->text(), *m_call,
            {.requestHeaders = m_request->rowTexts(),
                .requestBody = m_request->body()->text(),
                .requestJson = m_call->requestBody().value_or(QByteArray()),
                .responseHeaders = m_response->rowTexts(),
                .source = m_source->currentText()});
        if (!m_finding.startAfter(before))
            m_finding.startAt(placeOf(m_tabs->currentIndex()));
    }
    const auto hit = m_finding.next();
    m_found->setText(foundText(hit.has_value()));
    m_found->setToolTip(plainToolTip(m_finding.problem()));
    if (hit)
        showHit(*hit);
}

void InspectorPanel::showHit(const CallFinding::Hit &hit)
{
    using Place = CallFinding::Place;
    switch (hit.place) {
    case Place::RequestHead:
        setTab(Request);
        return m_request->showHeader(static_cast<int>(hit.number));
    case Place::RequestBody:
        setTab(Request);
        if (hit.isPath)
            std::ignore = m_request->body()->showPath(m_finding.wanted());
        else
            m_request->body()->showRange(hit.range);
        return;
    case Place::ResponseHead:
        setTab(Response);
        return m_response->showHeader(static_cast<int>(hit.number));
    case Place::Event:
        setTab(Events);
        if (hit.isPath)
            m_events->showPath(hit.number, m_finding.wanted());
        else
            m_events->showRange(hit.number, hit.range);
        return;
    case Place::Source:
        setTab(Source);
        return m_source->showRange(hit.range);
    }
}

void InspectorPanel::setLines(const QList<Timeline> &lines, qsizetype current)
{
    m_times->setLines(lines, current);
}

void InspectorPanel::setTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

bool InspectorPanel::isOn(Tab tab) const
{
    return m_tabs->currentIndex() == tab;
}

bool InspectorPanel::isFollowing() const
{
    return m_follow->isChecked();
}

void InspectorPanel::setFollowing(bool following)
{
    m_follow->setChecked(following);
}

bool InspectorPanel::showText(const QString &text, int nth)
{
    m_wanted = {.text = text, .nth = nth};
    const bool isThere = showWantedText();
    if (!isThere)
        setTab(Source);
    return isThere;
}

/// Looks again while the call is still being read.
bool InspectorPanel::showWantedText()
{
    if (!m_call || m_wanted.text.isEmpty())
        return false;
    const bool isRead = m_call->trace().isCurrent();
    const auto [text, nth] = m_wanted;
    if (isRead)
        m_wanted = {};
    if (!m_source->showText(text, nth))
        return false;
    m_wanted = {};
    if (m_source->currentEvent() >= 0) {
        setTab(Events);
        m_events->goTo(m_source->currentEvent());
    }
    return true;
}

} // namespace Parlance
