// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

/// The keys that the embedded gateway accepts, one in the form of each gateway; it refuses all others. Ruflo
/// needs none. They work only in the demo.
namespace Parlance::DemoKeys {

inline constexpr QByteArrayView RuApi = "sk-demo";
inline constexpr QByteArrayView RoraOs = "demo";
inline constexpr QByteArrayView RoraOsAgent = "agent_demo";
inline constexpr QByteArrayView RuLlm = "sk-ru-demo";
inline constexpr QByteArrayView FloopFloop = "flp_sk_demo";

} // namespace Parlance::DemoKeys
