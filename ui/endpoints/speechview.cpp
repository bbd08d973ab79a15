// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/speechview.h"

#include "client/endpointrun.h"
#include "sound/wavreader.h"
#include "ui/endpoints/runfigures.h"
#include "ui/endpoints/soundbar.h"
#include "ui/endpoints/sounddecoding.h"
#include "view/base/linkbutton.h"
#include "view/base/plainlabel.h"
#include "workspace/words/soundtext.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr auto Pcm = "pcm"_L1;

SaveAs::Form form(const QString &suffix, const QString &name, const QByteArray &bytes)
{
    return {.suffix = suffix, .name = name, .write = [bytes] {
                return bytes;
            }};
}

} // namespace

SpeechView::SpeechView(std::function<SpeechRequest()> request, SoundDevice::Backend backend)
    : m_request(std::move(request))
    , m_bar(new SoundBar(backend))
    , m_fault(plainLabel(u"soundFault"_s, u"warning"_s))
    , m_facts(plainLabel(u"soundFacts"_s, u"secondary"_s))
    , m_again(new QPushButton(tr("Speak again")))
    , m_save(new QPushButton(tr("Save…")))
{
    buildLayout();
    connect(m_again, &QPushButton::clicked, this, &EndpointView::againRequested);
    connect(m_save, &QPushButton::clicked, this, &SpeechView::save);
    connect(m_bar->player(), &SoundPlayer::changed, this, &EndpointView::worked);
}

SpeechView::~SpeechView() = default;

void SpeechView::buildLayout()
{
    m_again->setObjectName(u"speakAgain"_s);
    lookLikeLink(m_again);
    m_again->setToolTip(tr("Speaks the text again in this column only, with the selected voice"));
    m_save->setObjectName(u"saveSound"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_save);
    row->addWidget(m_again);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(m_bar);
    layout->addWidget(m_fault);
    layout->addWidget(m_facts);
    layout->addLayout(row);
    layout->addStretch();
}

std::unique_ptr<HttpRun> SpeechView::start(ChatClient &client, const Target &target, const QString &model)
{
    m_next = m_request();
    m_next.model = model;
    const auto reader = std::make_shared<SpeechReader>();
    m_newest = reader;
    auto run = std::make_unique<EndpointRun>(client, target, endpointRequest(m_next), reader);
    m_run = run.get();
    m_again->setEnabled(false);
    connect(m_run, &HttpRun::finished, m_again, [this] { m_again->setEnabled(true); });
    return run;
}

void SpeechView::showRun()
{
    if (!m_reader)
        beginSound();
    const QByteArray bytes = m_reader->takeSound();
    m_bytes += bytes;
    m_decoding->feed(bytes);
    if (m_run->state() != HttpRun::State::Running)
        endSound();
    showDecoded();
}

void SpeechView::beginSound()
{
    m_reader = m_newest.lock();
    m_asked = m_next;
    const bool mayBeRaw = asked() == Pcm;
    m_decoding = std::make_unique<SoundDecoding>(
        mayBeRaw ? SoundDecoder::Otherwise::RawSamples : SoundDecoder::Otherwise::Unknown);
    connect(m_decoding.get(), &SoundDecoding::progressed, this, [this] {
        showDecoded();
        Q_EMIT worked();
    });
    m_playsAtOnce = true;
}

void SpeechView::endSound()
{
    m_stopIsOfRun = m_run->state() == HttpRun::State::Stopped;
    if (isEmpty())
        return;
    m_decoding->finish();
    m_repaired = repairedWav(m_bytes);
}

void SpeechView::showDecoded()
{
    showSound();
    showFault();
}

/// It plays unless the user hears something else, or wants silence.
void SpeechView::showSound()
{
    const auto sound = m_decoding->sound();
    m_bar->setVisible(sound != nullptr);
    m_facts->setText(facts());
    if (!sound)
        return;
    if (m_bar->player()->hasSound())
        return m_bar->showArrived();
    m_bar->setSound(sound);
    if (m_playsAtOnce && !SoundBar::isAnyPlaying())
        m_bar->player()->play();
}

void SpeechView::showFault()
{
    const std::optional<SoundDecoder::Fault> &fault = m_decoding->fault();
    m_fault->setText(fault ? SoundText::fault(*fault, m_decoding->type()) : QString());
    m_fault->setVisible(fault.has_value());
}

void SpeechView::clear()
{
    m_bar->setSound(nullptr);
    m_reader.reset();
    m_decoding.reset();
    m_bytes.clear();
    m_repaired.clear();
}

Usage SpeechView::usage() const
{
    return m_reader ? m_reader->usage() : Usage();
}

/// "alloy · WAV · 24 kHz, mono · 245 kB"; with a word while it is decoded.
QString SpeechView::facts() const
{
    QStringList facts;
    if (m_asked.voice)
        facts << *m_asked.voice;
    if (const QString type = nameOf(m_decoding->type()); !type.isEmpty())
        facts << type;
    if (const auto sound = m_decoding->sound())
        facts << SoundText::format(sound->format());
    facts << briefSize(m_bytes.size());
    if (isWorking() && m_run && m_run->state() != HttpRun::State::Running)
        facts << tr("decoding…");
    return facts.join(u" · "_s);
}

QStringList SpeechView::remarks() const
{
    if (isEmpty())
        return {};
    QStringList remarks;
    if (m_decoding->sound() || m_decoding->fault())
        remarks << SoundText::otherType(asked(), m_decoding->type());
    if (!m_repaired.isEmpty())
        remarks << tr("The WAV file has wrong sizes or more in it than sound. You can save it repaired.");
    remarks.removeAll(QString());
    return remarks;
}

bool SpeechView::isWorking() const
{
    return m_decoding && m_decoding->isWorking();
}

bool SpeechView::isPlaying() const
{
    return m_bar->player()->isPlaying();
}

void SpeechView::stop()
{
    m_bar->player()->pause();
    m_playsAtOnce = false;
    if (!std::exchange(m_stopIsOfRun, false) && m_decoding)
        m_decoding->stop();
}

QList<SaveAs::Form> SpeechView::forms() const
{
    const SoundType type = m_decoding->type();
    const bool isRaw = type == SoundType::Unknown && m_decoding->sound();
    QList<SaveAs::Form> forms;
    if (!m_repaired.isEmpty())
        forms.append(form(u"wav"_s, tr("WAV, repaired"), m_repaired));
    if (isRaw)
        forms.append(form(u"wav"_s, nameOf(SoundType::Wav), wavFile({}, m_bytes)));
    const QString suffix = isRaw ? QString(Pcm) : extensionOf(type);
    forms.append(form(suffix, tr("%1, as it came").arg(suffix.toUpper()), m_bytes));
    return forms;
}

void SpeechView::save()
{
    SaveAs::ask(window(), tr("Save the speech"), u"speech"_s, forms());
}

void SpeechView::setZoom(qreal factor)
{
    m_bar->setZoom(factor);
}

} // namespace Parlance
