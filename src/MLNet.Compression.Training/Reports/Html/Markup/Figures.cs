using System.Globalization;

namespace MLNet.Compression.Training.Reports.Html.Markup;

/// <summary>Numbers as a page says them, in one line with their units.</summary>
internal static class Figures
{
    /// <summary>What stands where there is no number.</summary>
    public const string Nothing = "–";

    private static readonly string[] _byteUnits = ["B", "kB", "MB", "GB", "TB"];

    public static string Number(double? value, string format) =>
        value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : Nothing;

    public static string Count(double? value) => Number(value, "N0");

    /// <summary>A share of 1 in percent.</summary>
    public static string Percent(double? share, int digits = 1) => Number(share * 100, $"F{digits}") is var text && text != Nothing ? $"{text}\u00a0%" : Nothing;

    /// <summary>Bytes in units of 1,000 with three digits or so.</summary>
    public static string Bytes(double? bytes)
    {
        if (bytes is not { } left || !double.IsFinite(left))
        {
            return Nothing;
        }

        var unit = 0;
        while (Math.Abs(left) >= 999.5 && unit < _byteUnits.Length - 1)
        {
            (left, unit) = (left / 1000, unit + 1);
        }

        return $"{Number(left, unit == 0 || left >= 100 ? "0" : left >= 10 ? "0.#" : "0.##")}\u00a0{_byteUnits[unit]}";
    }

    public static string Milliseconds(double? value) => Number(value, value >= 10 ? "F1" : value >= 1 ? "F2" : "F3") is var text && text != Nothing ? $"{text}\u00a0ms" : Nothing;

    public static string Duration(TimeSpan time) => time.TotalMinutes < 1 ? $"{Number(time.TotalSeconds, "F1")} s"
        : time.TotalHours < 1 ? $"{time.Minutes} min {time.Seconds} s"
        : $"{Number(Math.Floor(time.TotalHours), "F0")} h {time.Minutes} min";

    public static string Date(DateTimeOffset date) => date.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
