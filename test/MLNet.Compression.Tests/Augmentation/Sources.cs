namespace MLNet.Compression.Tests.Augmentation;

/// <summary>Where words come from in tests: a small masked-LM of random weights, and vectors of words that the messages have.</summary>
internal sealed class Sources : IDisposable
{
    private static readonly string[] _words =
    [
        "parcel", "package", "box", "shipment", "delivery", "courier", "driver", "refund", "money", "payment", "invoice", "bill", "fee", "card", "password", "login", "mail", "profile",
        "address", "hello", "thanks", "team", "monday", "wrong", "late", "missing", "urgent", "soon", "answer", "charged", "twice", "paid", "door", "neighbour", "broken", "delete",
    ];

    public Sources() => File.WriteAllLines(Vectors, _words.Select((word, i) => FormattableString.Invariant($"{word} {Math.Sin(i)} {Math.Cos(i)} {Math.Sin(3 * i)}")));

    public static string MaskedLm { get; } = Path.Combine(AppContext.BaseDirectory, "Golden", "models", "bert-masked-lm");

    public static string Bare { get; } = Path.Combine(AppContext.BaseDirectory, "Golden", "models", "bert-bare");

    public string Vectors { get; } = Path.GetTempFileName();

    public TextAugmentationOptions Options(Action<TextAugmentationOptions>? change = null)
    {
        var options = new TextAugmentationOptions { WordVectorFile = Vectors, Variants = 5 };
        change?.Invoke(options);
        return options;
    }

    public void Dispose() => File.Delete(Vectors);
}
