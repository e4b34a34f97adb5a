using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

/// <summary>The bound of a door's body. One in chunks is cut off by the server, which may end the connection before its client has sent all of it.</summary>
public sealed class SmallBodyTests
{
    private readonly DefaultHttpContext context = new();
    private readonly Limit limit = new();

    public SmallBodyTests() => context.Features.Set<IHttpMaxRequestBodySizeFeature>(limit);

    [Theory]
    [InlineData(null, true)]
    [InlineData(100L, true)]
    [InlineData(101L, false)]
    public void What_declares_more_is_refused(long? declared, bool may)
    {
        context.Request.ContentLength = declared;

        SmallBody.TryLimit(context.Request, 100).ShouldBe(may);
    }

    [Fact]
    public void What_declares_nothing_is_bounded_by_the_server()
    {
        SmallBody.TryLimit(context.Request, 100).ShouldBeTrue();

        limit.MaxRequestBodySize.ShouldBe(100);
    }

    [Fact]
    public void What_is_refused_by_its_length_is_dropped_as_the_server_drops_others()
    {
        context.Request.ContentLength = 101;

        SmallBody.TryLimit(context.Request, 100).ShouldBeFalse();

        limit.MaxRequestBodySize.ShouldBe(64 * 1024);
    }

    private sealed class Limit : IHttpMaxRequestBodySizeFeature
    {
        public bool IsReadOnly => false;

        public long? MaxRequestBodySize { get; set; } = 64 * 1024;
    }
}
