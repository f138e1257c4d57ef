namespace MLNet.Compression.Benchmarks.Products;

/// <summary>One of the products a dense layer needs.</summary>
/// <param name="Name">Its equation.</param>
/// <param name="Shape">(m, k, n) from tokens, inputs and outputs.</param>
/// <param name="TransposeA">Whether the left factor is stored as [k x m].</param>
/// <param name="TransposeB">Whether the right factor is stored as [n x k].</param>
/// <param name="Packed">Whether the right factor is packed beforehand.</param>
internal sealed record ProductForm(string Name, Func<int, int, int, (int M, int K, int N)> Shape, bool TransposeA, bool TransposeB, bool Packed)
{
    public (int M, int K, int N) Sizes(Product product) => Shape(product.Tokens, product.Inputs, product.Outputs);
}
