namespace MLNet.Compression.Reliability;

/// <summary>Texts that hurt, for models that lower-case and clean text.</summary>
internal static class HurtfulTexts
{
    private const int TenMegabytes = 10 << 20;
    private const int Million = 1_000_000;

    public static IReadOnlyList<HurtfulText> All { get; } =
    [
        new("empty", () => "", ""),
        new("only spaces", () => new string(' ', 100_000), ""),
        new("only white space", () => " \t\r\n\u00a0\u2003\u3000", ""),
        new("control characters", () => "\u0000\u0001\u0007\u001b\u007f\u0085", ""),
        new("control characters in a word", () => "g\u0000oo\u0008d", "good"),
        new("lone high surrogate", () => "good \ud800", "good"),
        new("lone low surrogate", () => "\udc00good", "good"),
        new("surrogates in the wrong order", () => "good\udc00\ud800", "good"),
        new("only lone surrogates", () => new string('\ud800', Million), ""),
        new("a million combining marks", () => "e" + new string('\u0301', Million) + " bad", "e bad"),
        new("a million combining marks and no letter", () => new string('\u0301', Million), ""),
        new("ten megabytes of words", () => string.Concat(Enumerable.Repeat("good bad ", TenMegabytes / 9)), string.Concat(Enumerable.Repeat("good bad ", 200))),
        new("ten megabytes without a space", () => new string('a', TenMegabytes), new string('a', 101)),
        new("ten megabytes of punctuation", () => new string('!', TenMegabytes), new string('!', 200)),
        new("ten megabytes of brackets", () => new string('[', TenMegabytes), new string('[', 200)),
    ];
}
