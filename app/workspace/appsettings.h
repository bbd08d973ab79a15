// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QStringList>

namespace Parlance {

/// One setting: its key and its default. Saved at once in the user's configuration folder; never holds a
/// gateway's key or text of a conversation.
template <typename T>
class Setting
{
public:
    Setting(QString key, T fallback)
        : m_key(std::move(key))
        , m_fallback(std::move(fallback))
    {
    }

    [[nodiscard]] T value() const
    {
        return QSettings().value(m_key, QVariant::fromValue(m_fallback)).template value<T>();
    }

    void set(const T &value) const
    {
        if (value == m_fallback)
            QSettings().remove(m_key);
        else
            QSettings().setValue(m_key, QVariant::fromValue(value));
    }

private:
    QString m_key;
    T m_fallback;
};

namespace Settings {

/// "system", "light" or "dark".
[[nodiscard]] const Setting<QString> &theme();
/// The font family of the window; empty for that of the desktop.
[[nodiscard]] const Setting<QString> &fontFamily();
/// The size of the window's text, in pixels; 0 for that of the desktop.
[[nodiscard]] const Setting<int> &textSize();
/// Whether lines and controls stand closer together.
[[nodiscard]] const Setting<bool> &isCompact();
/// Whether Enter sends a prompt, and Shift+Enter starts a new line; otherwise Ctrl+Enter sends.
[[nodiscard]] const Setting<bool> &enterSends();
/// The pages of the last run, each written by `writeKept()`.
[[nodiscard]] const Setting<QStringList> &pages();
/// Whether to ask before a conversation, a draft or a system prompt is lost.
[[nodiscard]] const Setting<bool> &asksBeforeForgetting();
[[nodiscard]] const Setting<QByteArray> &windowGeometry();
/// Zoom steps of the conversation's text.
[[nodiscard]] const Setting<int> &zoom();
/// The memory limit for recorded calls, in megabytes (2^20 bytes).
[[nodiscard]] const Setting<int> &callMemory();
/// The prices of models, as written by `PriceList`.
[[nodiscard]] const Setting<QString> &prices();
/// The source of a slot's key, as written by `KeySource`; empty for the environment variable in the profile.
[[nodiscard]] Setting<QString> keySource(const QString &slot);

/// "system", "none" or "manual".
[[nodiscard]] const Setting<QString> &proxy();
/// The address of the manual proxy, with the user and without the password.
[[nodiscard]] const Setting<QString> &proxyAddress();
/// The hosts that the manual proxy is not asked for.
[[nodiscard]] const Setting<QString> &proxyExceptions();

/// Where keys may be sent, as written by `toTexts()`: slots, sources and origins.
[[nodiscard]] const Setting<QStringList> &keyConsents();

} // namespace Settings

} // namespace Parlance
