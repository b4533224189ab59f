// The same header from C++: handles that free themselves, and exceptions for what is not answered.
#include <visavis.h>

#include <cassert>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace {

template <typename T, void (*release)(T *)>
struct Release {
    void operator()(T *handle) const { release(handle); }
};

template <typename T, void (*release)(T *)>
using Handle = std::unique_ptr<T, Release<T, release>>;

using Org = Handle<vv_org, vv_org_free>;
using Directory = Handle<vv_directory, vv_directory_free>;
using Actor = Handle<vv_actor, vv_actor_free>;
using Relation = Handle<vv_relation, vv_relation_free>;
using Template = Handle<vv_template, vv_template_free>;
using Context = Handle<vv_context, vv_context_free>;
using Conversation = Handle<vv_conversation, vv_conversation_free>;
using Case = Handle<vv_case, vv_case_free>;
using Sight = Handle<vv_sight, vv_sight_free>;
using Events = Handle<vv_events, vv_events_free>;

vv_text text(const std::string &string) { return {string.data(), string.size()}; }

std::string string(vv_text text) { return {text.data, text.length}; }

struct Refused : std::runtime_error {
    Refused(std::string code, const std::string &message)
        : std::runtime_error(message), code(std::move(code)) {}
    std::string code;
};

// Calls, with a place for the error at the end, and throws what is not answered.
template <typename Function, typename... Arguments>
void call(Function function, Arguments... arguments)
{
    vv_error *error = nullptr;
    const vv_status status = function(arguments..., &error);
    if (status == VV_OK) {
        return;
    }
    const Handle<vv_error, vv_error_free> owned(error);
    const auto message = string(vv_error_message(error));
    if (status == VV_REFUSED) {
        throw Refused(string(vv_error_code(error)), message);
    }
    throw std::runtime_error(message);
}

// The handle that a call gives in the place after these arguments.
template <typename H, typename Function, typename... Arguments>
H make(Function function, Arguments... arguments)
{
    typename H::pointer handle = nullptr;
    call(function, arguments..., &handle);
    return H(handle);
}

std::string versioned(const std::string &kind, const std::string &data)
{
    return "{\"visavis\":\"" + kind + "\",\"version\":1,\"data\":" + data + "}";
}

const std::string ACME = "00000000-0000-4000-8000-000000000001";
const std::string ANA = "00000000-0000-4000-8000-000000000002";
const std::string BEN = "00000000-0000-4000-8000-000000000003";
const std::string QUESTION = "00000000-0000-4000-8000-000000000004";
const std::string CHECK_IN = "00000000-0000-4000-8000-000000000005";

vv_id id(const std::string &uuid)
{
    vv_id id;
    call(vv_id_parse, text(uuid), &id);
    return id;
}

void play()
{
    const auto org_json = versioned("organisation", R"({"id":")" + ACME +
        R"(","zone":{"first":"America/Sao_Paulo"},"conversations":{"first":true}})");
    const auto people = versioned("directory", R"({"organisation":")" + ACME + R"(","people":[{"id":")" +
        ANA + R"(","name":"Ana","manager":")" + BEN + R"("},{"id":")" + BEN +
        R"(","name":"Ben","super_admin":true}]})");
    const auto draft = versioned("template_draft", R"({"id":")" + CHECK_IN +
        R"(","kind":"anytime","settings":{"name":"Check-in"},"content":{
            "format":{"one_directional":"direct_report"},"direct_report":[{"id":")" + QUESTION +
        R"(","text":"How are you?","mandatory":true,"kind":{"paragraph":{}}}]}})");
    const auto deploy = versioned("template_command", R"({"command":"deploy"})");
    const auto share = versioned("command", R"({"command":"share"})");

    vv_instant now;
    call(vv_instant_parse, vv_text_of("2026-03-02T12:00:00Z"), &now);
    auto org = make<Org>(vv_org_from_json, text(org_json));
    auto directory = make<Directory>(vv_directory_from_json, text(people), vv_bool{1});
    const auto starter = make<Actor>(vv_directory_actor, directory.get(), id(ANA));
    const auto admin = make<Actor>(vv_directory_actor, directory.get(), id(BEN));
    vv_pair pair;
    call(vv_directory_pair, directory.get(), id(BEN), id(ANA), &pair);

    vv_template *created = nullptr, *deployed = nullptr;
    call(vv_template_create, org.get(), admin.get(), text(draft), now, &created, nullptr);
    Template before(created);
    call(vv_template_execute, before.get(), org.get(), nullptr, std::size_t{0}, nullptr,
         std::size_t{0}, admin.get(), text(deploy), now, &deployed, nullptr);
    Template after(deployed);
    auto context = make<Context>(vv_context_new, org.get(), after.get(), nullptr, now);

    vv_conversation *started = nullptr;
    vv_events *launch = nullptr;
    vv_index_row row;
    std::uint64_t revision = 0;
    call(vv_context_start, context.get(), starter.get(), vv_id{{7}}, pair, nullptr, nullptr, &started,
         &launch, &row, &revision);
    Conversation conversation(started);
    const Events events(launch);
    assert(vv_events_count(events.get()) == 1 && row.revision == 1 && revision == 2);
    auto subject = make<Case>(vv_case_new, context.get(), conversation.get());
    const auto ana = make<Relation>(vv_case_relation, subject.get(), directory.get(), id(ANA));
    const auto sight = make<Sight>(vv_sight_new, subject.get(), ana.get());

    // What was built from other handles outlives them.
    org.reset();
    before.reset();
    after.reset();
    context.reset();
    conversation.reset();
    directory.reset();

    vv_permission permission;
    call(vv_sight_may, sight.get(), VV_ACTION_ANSWER, &permission);
    assert(std::string(permission.rule.id) == "ANS-9");
    try {
        call(vv_case_execute, subject.get(), ana.get(), text(share), nullptr, nullptr, nullptr);
        assert(!"nothing is shared before the mandatory question has an answer");
    } catch (const Refused &refused) {
        assert(refused.code == "answers-missing");
        std::cout << refused.what() << '\n';
    }
}

} // namespace

int main()
{
    try {
        play();
    } catch (const std::exception &error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
