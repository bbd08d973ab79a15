// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/soundrenderer.h"

#include <algorithm>
#include <utility>

namespace Parlance {

namespace {

constexpr double FadeSeconds = 0.005;
constexpr double ReserveSeconds = 0.2;
constexpr float FullScale = 32'768;

} // namespace

SoundRenderer::SoundRenderer(std::shared_ptr<const SoundBuffer> sound)
    : m_sound(std::move(sound))
    , m_channels(m_sound->format().channels)
    , m_step(static_cast<float>(1 / (FadeSeconds * m_sound->format().rate)))
    , m_reserve(ReserveSeconds * m_sound->format().rate)
    , m_stretch(*m_sound)
{
}

/// A jump that was asked for and not made counts.
qint64 SoundRenderer::position() const
{
    const qint64 target = m_target;
    return target == None ? static_cast<qint64>(m_position.load()) : target;
}

SoundRenderer::Scope SoundRenderer::scope() const noexcept
{
    const bool isFinished = m_sound->isFinished(); // before its frames are counted
    const qint64 frames = m_sound->frames();
    const qint64 end = m_end;
    const bool endsBefore = end >= 0 && end <= frames;
    return {.end = static_cast<double>(endsBefore ? end : frames),
        .isFinished = isFinished || endsBefore,
        .isPlaying = m_isPlaying,
        .speed = m_speed};
}

void SoundRenderer::render(float *out, qint64 frames) noexcept
{
    const quint32 asked = m_asked;
    const Scope now = scope();
    const qint64 last = m_sound->frames() - 1;
    for (qint64 i = 0; i < frames; ++i, out += m_channels) {
        if (m_gain <= 0)
            jump(now);
        m_gain = nextGain(now);
        if (m_gain <= 0) {
            m_isStretched = false;
            std::fill_n(out, m_channels, 0.0F);
            continue;
        }
        stretch(now);
        write(out, last);
        m_at = std::min(m_at + now.speed, now.end);
    }
    m_position = m_at;
    m_isSilent = m_gain <= 0;
    m_isOver = m_gain <= 0 && m_target == None && now.isFinished && m_at >= now.end;
    m_isWaiting = now.isPlaying && m_lacks && !now.isFinished;
    m_answered = asked; // at last: what is told above is the answer
}

/// In silence alone, so that nothing clicks.
void SoundRenderer::jump(const Scope &scope) noexcept
{
    qint64 target = m_target;
    if (target == None)
        return;
    m_at = std::clamp(static_cast<double>(target), 0.0, std::max(scope.end, 0.0));
    m_position = m_at;
    m_lacks = true;
    m_target.compare_exchange_strong(target, None); // another jump may be asked for by now
}

/// Once another speed was asked for, it stays stretched until it is silent: where it goes on as it is would
/// be another place of the wave.
void SoundRenderer::stretch(const Scope &scope) noexcept
{
    if (m_isStretched || scope.speed == 1)
        return;
    m_isStretched = true;
    m_stretch.begin(static_cast<qint64>(m_at));
}

/// Fades in and out, and towards the end of what there is.
float SoundRenderer::nextGain(const Scope &scope) noexcept
{
    const double left = (scope.end - m_at) / scope.speed;
    if (left <= 0 && !scope.isFinished)
        m_lacks = true;
    else if (scope.isFinished || left * scope.speed >= m_reserve)
        m_lacks = false;
    const bool plays = scope.isPlaying && !m_lacks && m_target == None;
    const float wanted = plays ? 1.0F : 0.0F;
    const float gain = std::clamp(wanted, m_gain - m_step, m_gain + m_step);
    return std::clamp(gain, 0.0F, std::max(0.0F, static_cast<float>(left) * m_step));
}

void SoundRenderer::write(float *out, qint64 last) noexcept
{
    const auto frame = static_cast<qint64>(m_at);
    if (m_isStretched)
        m_stretch.next(out, frame, last);
    for (int channel = 0; channel < m_channels; ++channel) {
        const float sample =
            m_isStretched ? out[channel] : static_cast<float>(m_sound->at(std::min(frame, last), channel));
        out[channel] = m_gain * sample / FullScale;
    }
}

} // namespace Parlance
