namespace MLNet.Compression.Benchmarks.Products;

/// <summary>A dense layer applied to some tokens.</summary>
internal sealed record Product(string Name, int Tokens, int Inputs, int Outputs)
{
    public static IReadOnlyList<ProductForm> Forms { get; } =
    [
        new("y = x W'", (tokens, inputs, outputs) => (tokens, inputs, outputs), false, true, false),
        new("y = x W', W packed", (tokens, inputs, outputs) => (tokens, inputs, outputs), false, true, true),
        new("dx = dy W", (tokens, inputs, outputs) => (tokens, outputs, inputs), false, false, false),
        new("dW = dy' x", (tokens, inputs, outputs) => (outputs, tokens, inputs), true, false, false),
    ];

    public static IReadOnlyList<Product> Catalog { get; } =
    [
        new("MiniLM feed-forward", 1024, 384, 1536),
        new("MiniLM attention", 1024, 384, 384),
        new("TinyBERT4 feed-forward", 1024, 312, 1200),
        new("TinyBERT4 attention", 1024, 312, 312),
        new("BERT-base feed-forward", 512, 768, 3072),
        new("odd batch", 997, 312, 936),
        new("one sentence, TinyBERT4", 30, 312, 1200),
        new("one sentence, MiniLM", 13, 384, 1536),
        new("one paragraph, MiniLM", 128, 384, 1536),
        new("long batch", 4096, 384, 1152),
    ];
}
