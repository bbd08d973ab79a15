// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/keysource.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Parlance {

bool isKeyVariable(QStringView name)
{
    static const QRegularExpression form(u"\\A[A-Za-z_][A-Za-z0-9_]*\\z"_s);
    static const QRegularExpression word(u"(?:\\A|_)(?:KEY|APIKEY|TOKEN|SECRET|PASSWORD)(?:_|\\z)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return form.matchView(name).hasMatch() && word.matchView(name).hasMatch();
}

QString KeySource::toString() const
{
    switch (kind) {
    case Kind::Environment:
        return u"environment "_s + variable;
    case Kind::Keychain:
        return u"keychain"_s;
    case Kind::Session:
        return u"session"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

std::optional<KeySource> KeySource::fromString(QStringView text)
{
    const QStringView environment = u"environment ";
    if (text == u"keychain")
        return KeySource{.kind = Kind::Keychain};
    if (text == u"session")
        return KeySource{.kind = Kind::Session};
    if (!text.startsWith(environment) || !isKeyVariable(text.sliced(environment.size())))
        return std::nullopt;
    return KeySource{.kind = Kind::Environment, .variable = text.sliced(environment.size()).toString()};
}

QDebug operator<<(QDebug debug, const KeySource &source)
{
    const QDebugStateSaver saver(debug);
    return debug.noquote() << source.toString();
}

} // namespace Parlance
