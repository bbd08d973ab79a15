// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/schemabar.h"

#include "client/chatsession.h"
#include "view/base/elidedlabel.h"
#include "view/base/stylesheet.h"
#include "view/base/tooltip.h"
#include "workspace/words/schematext.h"

#include <QElapsedTimer>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance {

namespace {

constexpr std::chrono::milliseconds BetweenChecks = 100ms;
/// A long answer is judged less often: at most a twentieth of the time goes into it.
constexpr int PauseFactor = 20;

} // namespace

SchemaBar::SchemaBar(ChatSession *session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_mark(new QLabel)
    , m_text(new ElidedLabel)
{
    setObjectName(u"schemaBar"_s);
    m_mark->setObjectName(u"schemaMark"_s);
    m_text->setObjectName(u"schemaText"_s);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 4, 12, 4);
    layout->addWidget(m_mark);
    layout->addWidget(m_text, 1);
    hide();
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &SchemaBar::showSoFar);
    connect(session, &ChatSession::turnAdded, this, &SchemaBar::begin);
    connect(session, &ChatSession::deltasArrived, this, [this] {
        if (m_schema && !m_next.isActive())
            m_next.start();
    });
    connect(session, &ChatSession::replyFinished, this, &SchemaBar::showEnded);
    connect(session, &ChatSession::pathChanged, this, &SchemaBar::showEnded);
}

std::shared_ptr<const Call> SchemaBar::newestCall() const
{
    const Conversation &conversation = m_session->conversation();
    return conversation.path().isEmpty() ? nullptr : conversation.turn(conversation.last()).call;
}

void SchemaBar::begin()
{
    const std::shared_ptr<const Call> call = newestCall();
    if (!call || !m_session->isBusy())
        return;
    const auto schema =
        call->request.format.isText() ? std::unexpected(SchemaFault()) : schemaOf(call->request.format);
    m_schema = schema ? std::optional(*schema) : std::nullopt;
    m_next.setInterval(BetweenChecks);
    show(std::nullopt);
}

void SchemaBar::showSoFar()
{
    const std::shared_ptr<const Call> call = newestCall();
    if (!m_schema || !call || hasEnded(*call))
        return;
    QElapsedTimer timer;
    timer.start();
    show(judgementOf(*m_schema, call->reply));
    const std::chrono::milliseconds pause(timer.elapsed() * PauseFactor);
    m_next.setInterval(std::max(BetweenChecks, pause));
}

void SchemaBar::showEnded()
{
    m_next.stop();
    m_schema.reset();
    const std::shared_ptr<const Call> call = newestCall();
    show(call && hasEnded(*call) ? judgementOf(*call) : std::nullopt);
}

void SchemaBar::show(const std::optional<Judgement> &judgement)
{
    using State = Judgement::State;
    const bool breaks = judgement && judgement->state == State::Breaks;
    const bool isUnknown = judgement && judgement->state == State::Unknown;
    setVisible(breaks || isUnknown);
    if (isHidden())
        return;
    m_mark->setText(breaks ? u"✗"_s : u"?"_s);
    for (QWidget *label : QList<QWidget *>{m_mark, m_text})
        setStyleProperty(label, "role", breaks ? u"warning"_s : u"secondary"_s);
    const QString text = describeJudgement(*judgement);
    m_text->setText(text);
    m_text->setToolTip(plainToolTip(text));
}

} // namespace Parlance
