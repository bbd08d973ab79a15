// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/sounddevice.h"

#include "sound/miniaudioparts.h"

#include <array>
#include <span>
#include <utility>

namespace Parlance {

namespace {

/// Without the null device, which the library would take as the last one: nobody would hear why.
constexpr std::array SystemBackends{ma_backend_pulseaudio, ma_backend_alsa, ma_backend_jack};
constexpr std::array NullBackend{ma_backend_null};

QString wordsOf(ma_result result)
{
    return QString::fromLatin1(ma_result_description(result));
}

void callClient(ma_device *device, void *output, const void *input, ma_uint32 frames)
{
    auto *client = static_cast<SoundDevice::Client *>(device->pUserData);
    if (output)
        client->fill(static_cast<float *>(output), frames);
    if (input)
        client->take(static_cast<const qint16 *>(input), frames);
}

ma_device_config configOf(ma_device_type type, const SampleFormat &format, SoundDevice::Client &client)
{
    ma_device_config config = ma_device_config_init(type);
    config.sampleRate = static_cast<ma_uint32>(format.rate);
    config.playback.format = ma_format_f32;
    config.playback.channels = static_cast<ma_uint32>(format.channels);
    config.capture.format = ma_format_s16;
    config.capture.channels = static_cast<ma_uint32>(format.channels);
    config.dataCallback = callClient;
    config.pUserData = &client;
    return config;
}

} // namespace

void SoundDevice::Client::fill(float *, qint64) noexcept
{
}

void SoundDevice::Client::take(const qint16 *, qint64) noexcept
{
}

struct SoundDevice::Parts
{
    Parts() = default;
    Q_DISABLE_COPY_MOVE(Parts)
    ~Parts()
    {
        if (hasDevice)
            ma_device_uninit(&device);
        if (hasContext)
            ma_context_uninit(&context);
    }

    /// Returns why it cannot be opened; empty if it is open.
    [[nodiscard]] QString open(Backend backend, const ma_device_config &config)
    {
        const std::span<const ma_backend> backends = backend == Backend::Null
                                                         ? std::span<const ma_backend>(NullBackend)
                                                         : std::span<const ma_backend>(SystemBackends);
        ma_result result =
            ma_context_init(backends.data(), static_cast<ma_uint32>(backends.size()), nullptr, &context);
        hasContext = result == MA_SUCCESS;
        if (hasContext)
            result = ma_device_init(&context, &config, &device);
        hasDevice = hasContext && result == MA_SUCCESS;
        return hasDevice ? QString() : wordsOf(result);
    }

    ma_context context{};
    ma_device device{};
    bool hasContext = false;
    bool hasDevice = false;
};

SoundDevice::SoundDevice(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

SoundDevice::~SoundDevice() = default;

SoundDevice::Opened SoundDevice::output(Backend backend, const SampleFormat &format, Client &client)
{
    auto parts = std::make_unique<Parts>();
    const QString problem = parts->open(backend, configOf(ma_device_type_playback, format, client));
    if (!problem.isEmpty())
        return std::unexpected(problem);
    return std::unique_ptr<SoundDevice>(new SoundDevice(std::move(parts)));
}

SoundDevice::Opened SoundDevice::input(Backend backend, const SampleFormat &format, Client &client)
{
    auto parts = std::make_unique<Parts>();
    const QString problem = parts->open(backend, configOf(ma_device_type_capture, format, client));
    if (!problem.isEmpty())
        return std::unexpected(problem);
    return std::unique_ptr<SoundDevice>(new SoundDevice(std::move(parts)));
}

QString SoundDevice::start()
{
    const ma_result result = ma_device_start(&m_parts->device);
    return result == MA_SUCCESS ? QString() : wordsOf(result);
}

void SoundDevice::stop()
{
    ma_device_stop(&m_parts->device);
}

bool SoundDevice::isRunning() const
{
    return ma_device_is_started(&m_parts->device) == MA_TRUE;
}

} // namespace Parlance
