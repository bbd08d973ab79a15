// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/appsettings.h"

#include "client/calllog.h"

using namespace Qt::StringLiterals;

namespace Parlance::Settings {

const Setting<QString> &theme()
{
    static const Setting<QString> setting(u"appearance/theme"_s, u"system"_s);
    return setting;
}

const Setting<QString> &fontFamily()
{
    static const Setting<QString> setting(u"appearance/font"_s, QString());
    return setting;
}

const Setting<int> &textSize()
{
    static const Setting<int> setting(u"appearance/text-size"_s, 0);
    return setting;
}

const Setting<bool> &isCompact()
{
    static const Setting<bool> setting(u"appearance/compact"_s, false);
    return setting;
}

const Setting<bool> &enterSends()
{
    static const Setting<bool> setting(u"playground/enter-sends"_s, true);
    return setting;
}

const Setting<QStringList> &pages()
{
    static const Setting<QStringList> setting(u"playground/pages"_s, {});
    return setting;
}

const Setting<bool> &asksBeforeForgetting()
{
    static const Setting<bool> setting(u"playground/asks-before-forgetting"_s, true);
    return setting;
}

const Setting<QByteArray> &windowGeometry()
{
    static const Setting<QByteArray> setting(u"window/geometry"_s, {});
    return setting;
}

const Setting<int> &zoom()
{
    static const Setting<int> setting(u"appearance/zoom"_s, 0);
    return setting;
}

const Setting<int> &callMemory()
{
    static const Setting<int> setting(u"calls/memory"_s, CallLog::UsualMegabytes);
    return setting;
}

const Setting<QString> &prices()
{
    static const Setting<QString> setting(u"measure/prices"_s, QString());
    return setting;
}

Setting<QString> keySource(const QString &slot)
{
    return {u"keys/%1/source"_s.arg(slot), QString()};
}

const Setting<QString> &proxy()
{
    static const Setting<QString> setting(u"network/proxy"_s, u"system"_s);
    return setting;
}

const Setting<QString> &proxyAddress()
{
    static const Setting<QString> setting(u"network/proxy-address"_s, QString());
    return setting;
}

const Setting<QString> &proxyExceptions()
{
    static const Setting<QString> setting(u"network/proxy-exceptions"_s, QString());
    return setting;
}

const Setting<QStringList> &keyConsents()
{
    static const Setting<QStringList> setting(u"keys/consents"_s, {});
    return setting;
}

} // namespace Parlance::Settings
