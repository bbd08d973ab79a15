// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/speechpage.h"

#include "ui/compose/parameterrow.h"
#include "ui/edit/longtextedit.h"
#include "ui/endpoints/speechview.h"
#include "view/base/stylesheet.h"

#include <QLabel>
#include <QPainterPath>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

const QString Kind = u"speech"_s;

constexpr QLatin1StringView Voice("voice");
constexpr QLatin1StringView Instructions("instructions");
constexpr QLatin1StringView Format("response_format");
constexpr QLatin1StringView Speed("speed");
constexpr QLatin1StringView StreamFormat("stream_format");

/// A waveform.
QPainterPath icon()
{
    QPainterPath path;
    double x = -6;
    for (const double half : {1.5, 4.0, 2.5, 6.0, 3.5}) {
        path.moveTo(x, -half);
        path.lineTo(x, half);
        x += 3;
    }
    return path;
}

} // namespace

PageKind SpeechPage::pageKind(const Services &services)
{
    return {.id = Kind,
        .name = tr("&Speech page"),
        .tab = tr("Speech"),
        .toolTip = tr("Turns a text into speech, with one model or several side by side"),
        .icon = icon(),
        .openText = tr("Open in &Speech"),
        .make = [services](const PageKinds &) {
            return new SpeechPage(services);
        }};
}

SpeechPage::SpeechPage(const Services &services, SoundDevice::Backend backend, QWidget *parent)
    : EndpointPage(Kind, services,
          {.endpoint = EndpointKind::Speech,
              .demo = {u"demo-voice"_s, u"demo-tones"_s},
              .live = {u"gpt-4o-mini-tts"_s, u"tts-1"_s, u"tts-1-hd"_s}},
          tr("&Speak"), parent)
    , m_backend(backend)
    , m_text(new LongTextEdit)
    , m_meter(new QLabel)
{
    setObjectName(u"speechPage"_s);
    addInput();
    addParameters();
    showMeter();
    connect(m_text, &LongTextEdit::textChanged, this, [this] {
        showMeter();
        noteInput();
    });
}

void SpeechPage::addInput()
{
    m_text->setObjectName(u"speechText"_s);
    m_text->setPlaceholderText(tr("A text to speak"));
    m_text->setAccessibleName(m_text->placeholderText());
    m_text->setTabChangesFocus(true);
    m_meter->setObjectName(u"speechMeter"_s);
    m_meter->setProperty("role", u"secondary"_s);
    inputs()->addWidget(m_text);
    inputs()->addWidget(m_meter, 0, Qt::AlignRight);
}

/// WAV plays while it arrives, and the embedded gateway cannot make mp3, which is the API's default.
void SpeechPage::addParameters()
{
    const QStringList voices{u"alloy"_s, u"ash"_s, u"ballad"_s, u"coral"_s, u"echo"_s, u"fable"_s, u"onyx"_s,
        u"nova"_s, u"sage"_s, u"shimmer"_s, u"verse"_s, u"marin"_s, u"cedar"_s};
    auto *voice = ParameterRow::makeChoice(Voice, tr("Voice"), voices, true);
    auto *format = ParameterRow::makeChoice(
        Format, tr("Format"), {u"wav"_s, u"mp3"_s, u"opus"_s, u"aac"_s, u"flac"_s, u"pcm"_s}, false);
    auto *speed = ParameterRow::makeNumber(Speed, tr("Speed"), 1);
    speed->setBounds(SpeechRequest::Slowest, SpeechRequest::Fastest);
    addParameter(voice);
    addParameter(format);
    addParameter(speed);
    addParameter(ParameterRow::makeChoice(StreamFormat, tr("Stream as"), {u"audio"_s, u"sse"_s}, false));
    addParameter(ParameterRow::makeText(Instructions, tr("Instructions"), tr("How the voice should speak")),
        Keep::Private);
    voice->setValue(voices.first());
    format->setValue(u"wav"_s);
}

void SpeechPage::showMeter()
{
    const qsizetype count = characterCount(m_text->toPlainText());
    const bool isTooMuch = count > SpeechRequest::MostCharacters;
    m_meter->setText(tr("%1 of %2 characters")
            .arg(locale().toString(count), locale().toString(SpeechRequest::MostCharacters)));
    setStyleProperty(m_meter, "role", isTooMuch ? u"warning"_s : u"secondary"_s);
}

SpeechRequest SpeechPage::request() const
{
    SpeechRequest request{.model = {}, .input = m_text->toPlainText(), .voice = text(Voice)};
    request.isVoiceId = request.voice && request.voice->startsWith("voice_"_L1);
    request.instructions = text(Instructions);
    request.responseFormat = text(Format);
    request.streamFormat = text(StreamFormat);
    if (parameter(Speed).isDouble())
        request.speed = parameter(Speed).toDouble();
    return request;
}

EndpointView *SpeechPage::makeView()
{
    return new SpeechView([this] { return request(); }, m_backend);
}

RequestCheck SpeechPage::check(const QString &model) const
{
    SpeechRequest checked = request();
    checked.model = model;
    RequestCheck found = Parlance::check(checked);
    const QString format = checked.responseFormat.value_or(u"mp3"_s);
    const bool asksDemo = std::ranges::any_of(
        columns(), [](const EndpointColumn *column) { return column->connection()->isDemo(); });
    if (asksDemo && format != "wav"_L1 && format != "pcm"_L1)
        found.hints << tr("The embedded gateway cannot make %1, only wav and pcm.").arg(format);
    return found;
}

bool SpeechPage::hasInput() const
{
    return !m_text->document()->isEmpty();
}

void SpeechPage::focusInput()
{
    m_text->setFocus();
}

} // namespace Parlance
