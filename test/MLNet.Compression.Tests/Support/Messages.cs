using Microsoft.ML;

namespace MLNet.Compression.Tests.Support;

/// <summary>Messages to a shop, put together of an opening, a complaint of one of three kinds, and an ending.</summary>
internal static class Messages
{
    private static readonly string[] _openings = ["Hello,", "Dear team,", "Hi there,", "Good morning.", "Please help,", "Once again:", "Sorry to bother you,", ""];

    private static readonly string[] _endings = ["Thanks!", "Please answer soon.", "This is urgent.", "What can I do?", "Best regards, Sam", ""];

    private static readonly (string Label, string[] Complaints)[] _classes =
    [
        ("delivery",
        [
            "the parcel never arrived", "the courier left the box at the wrong door", "tracking has not moved since Monday", "half of the shipment is missing",
            "the package came broken", "when will the driver come", "the delivery is two weeks late", "the parcel went to a neighbour",
        ]),
        ("billing",
        [
            "I was charged twice", "the invoice shows a wrong amount", "my refund has not been paid", "the card was declined but money is gone",
            "why is there a fee on my bill", "the discount is not on the invoice", "please send a receipt for the payment", "tax is missing on the bill",
        ]),
        ("account",
        [
            "I cannot log in", "the password reset mail does not come", "my email address has changed", "please delete my profile",
            "the two factor code is refused", "my user name is taken", "someone else signed in to my profile", "the login page is blank",
        ]),
    ];

    public static IReadOnlyList<Message> Create(int count, int seed = 7)
    {
        var random = new Random(seed);
        T Pick<T>(T[] from) => from[random.Next(from.Length)];
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var (label, complaints) = _classes[i % _classes.Length];
                return new Message { Label = label, Sentence1 = $"{Pick(_openings)} {Pick(complaints)}. {Pick(_endings)}".Trim(), Sentence2 = Pick(complaints), Number = i };
            }),
        ];
    }

    public static IDataView Load(MLContext ml, int count, int seed = 7) => ml.Data.LoadFromEnumerable(Create(count, seed));

    /// <summary>Messages whose label is a key already.</summary>
    public static IDataView LoadKeyed(MLContext ml, int count, int seed = 7) => LoadKeyed(ml, Create(count, seed));

    public static IDataView LoadKeyed(MLContext ml, IEnumerable<Message> messages)
    {
        var data = ml.Data.LoadFromEnumerable(messages);
        return ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
    }
}
