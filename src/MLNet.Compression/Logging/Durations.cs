namespace MLNet.Compression.Logging;

/// <summary>Times as the log says them.</summary>
internal static class Durations
{
    /// <summary>The two largest units: "about 1 min 40 s".</summary>
    public static string InWords(TimeSpan time) => time.TotalSeconds switch
    {
        < 1 => "less than a second",
        < 60 => $"about {time.Seconds} s",
        < 60 * 60 => $"about {time.Minutes} min {time.Seconds} s",
        < 24 * 60 * 60 => $"about {time.Hours} h {time.Minutes} min",
        _ => $"about {time.Days} d {time.Hours} h",
    };
}
