//! The JavaScript face in a real browser: the scenarios of `tests/face` and `tests/browser`, on the package as it is
//! built for users.
//!
//! They are written in the language their users write, and bundled with the package into `dist/test/face.js`; here each
//! is made a test of its own.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs)]

use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/dist/test/face.js")]
extern "C" {
    /// Names of all scenarios in the bundle.
    fn names() -> Vec<String>;

    /// Runs one.
    #[wasm_bindgen(catch)]
    async fn run(name: &str) -> Result<(), JsValue>;
}

/// A test for each scenario: `a_nul_does_no_harm` runs `a nul does no harm`.
macro_rules! scenarios {
    ($($name:ident)*) => {
        $(
            #[wasm_bindgen_test]
            async fn $name() -> Result<(), JsValue> {
                run(&stringify!($name).replace('_', " ")).await
            }
        )*

        #[wasm_bindgen_test]
        fn every_scenario_is_listed_here() {
            let mut listed = vec![$(stringify!($name).replace('_', " ")),*];
            let mut known = names();
            listed.sort();
            known.sort();
            assert_eq!(listed, known);
        }
    };
}

scenarios! {
    // inputs
    a_string_gives_its_article_at_once
    what_was_left_out_is_told_with_its_kind_and_place
    an_article_is_a_plain_object
    where_an_article_goes_on_and_that_it_is_cut_is_told
    an_article_is_a_document
    the_text_alone_is_the_text_of_the_article
    an_article_is_told_from_a_front_page
    bytes_give_the_article_of_the_string
    a_response_gives_the_article_of_the_string
    a_blob_and_a_file_give_the_article_of_the_string
    a_stream_gives_the_article_of_the_string_however_it_is_cut
    a_stream_of_strings_may_cut_surrogate_pairs
    the_charset_of_a_response_counts
    the_charset_of_a_blob_counts
    a_charset_given_by_the_caller_goes_before_that_of_the_response
    a_byte_order_mark_goes_before_every_charset
    a_charset_in_the_markup_counts_for_bytes
    a_charset_of_the_server_that_nobody_knows_counts_for_nothing
    the_address_is_the_one_given_or_else_that_of_the_page
    readers_comments_are_kept_when_asked_for
    // strange
    an_empty_page_gives_empty_text_and_no_facts
    a_lone_surrogate_reads_as_a_replacement_character
    a_nul_does_no_harm
    markup_left_open_does_no_harm
    bytes_of_no_text_at_all_give_a_result
    a_page_of_many_megabytes_crosses_in_pieces
    very_deep_nesting_gives_a_result
    // streams
    a_page_too_long_ends_the_stream_early
    a_stream_that_is_not_even_begun_is_cancelled
    a_limit_that_is_just_met_is_not_passed
    an_abort_stops_a_stream_between_chunks
    an_abort_stops_a_stream_that_gives_nothing
    a_signal_given_before_stops_everything
    an_abort_stops_bytes_that_are_there_already
    a_signal_that_is_not_given_changes_nothing
    the_failure_of_a_stream_is_passed_on
    a_chunk_of_another_type_is_refused
    bytes_that_were_handed_on_to_another_are_refused
    a_stream_that_is_being_read_is_refused
    a_response_that_has_been_read_is_refused
    pages_may_be_read_side_by_side
    // encodings
    every_encoding_is_read_however_it_is_cut
    a_page_in_any_encoding_comes_out_byte_for_byte_without_its_advertisement
    a_broken_character_swallows_no_tag
    malformed_bytes_read_the_same_however_they_are_cut
    // blocks
    the_blocks_of_a_page_are_the_text_of_its_article
    a_block_tells_what_it_is
    every_input_gives_the_same_blocks
    blocks_come_before_the_page_is_complete
    no_more_of_a_stream_is_read_than_is_asked_for
    leaving_the_loop_cancels_the_stream
    an_iterator_that_is_over_gives_nothing_more
    // cleaning
    a_cleaned_page_is_the_page_without_its_clutter
    what_is_removed_is_a_matter_of_choice
    a_stream_gives_what_stays_however_it_is_cut
    a_chunk_of_many_megabytes_comes_out_in_slices
    the_encoding_of_a_stream_is_kept
    removals_are_told_as_they_happen
    a_response_is_cleaned_and_keeps_what_is_true_of_it
    a_response_that_is_no_page_is_given_back_as_it_is
    what_goes_wrong_with_a_page_ends_its_stream
    the_failure_of_what_is_cleaned_is_passed_on
    a_cleaned_stream_can_be_stopped_from_either_side
    wrong_options_of_cleaning_are_type_errors
    an_empty_page_has_no_blocks
    an_abort_stops_the_blocks
    the_failure_of_a_stream_comes_after_the_blocks_before_it
    a_wrong_argument_of_blocks_is_told_at_the_call
    what_blocks_cannot_read_is_a_typed_error
    // texts
    a_text_comes_out_with_its_title_and_without_the_rest
    what_is_clean_stays_as_it_is
    a_lone_surrogate_is_no_reason_to_fail
    what_is_no_string_is_a_type_error
    // filters
    what_filters_name_is_no_part_of_the_article
    what_filters_name_goes_from_a_page_and_from_a_stream
    filters_for_some_sites_ask_for_the_address
    names_of_sites_in_letters_of_their_own_are_those_of_addresses
    a_list_is_reported
    many_lists_take_turns
    filters_are_loaded_again_after_a_trap
    a_list_of_fifty_thousand_rules_is_loaded_once_and_asked_fast
    wrong_filters_are_type_errors
    // refusals
    a_wrong_argument_is_a_type_error_that_names_it
    an_input_that_is_no_page_is_a_type_error
    what_gives_a_promise_rejects_wrong_options
    options_that_are_not_known_are_ignored
    an_unknown_charset_is_an_error_with_a_code
    an_error_is_an_error_in_every_way
    // crashes
    a_trap_is_a_typed_error_and_the_next_call_works
    every_function_recovers_from_a_trap
    many_traps_leave_nothing_behind
    a_page_that_was_being_read_is_lost_with_the_instance_and_harms_no_other
    an_instance_that_cannot_be_renewed_at_once_is_renewed_later
    a_stack_that_runs_out_leaves_the_module_sound
    // loading
    before_init_a_call_says_what_to_do
    the_module_may_come_in_any_form
    the_module_is_loaded_once
    a_module_that_is_not_there_is_an_error_and_may_be_tried_again
    what_gives_a_promise_loads_the_module_by_itself
    all_of_it_works_in_a_worker
    // documents
    a_live_document_gives_the_article_of_its_markup
    what_scripts_have_changed_is_what_is_read
    open_shadow_trees_are_read_where_they_stand_and_closed_ones_are_not
    the_direction_of_the_root_is_kept
    the_page_is_not_touched
    an_older_browser_reads_all_but_the_shadow_trees
    a_form_whose_controls_hide_its_properties_does_no_harm
    forms_that_hide_properties_of_their_document_do_no_harm
    what_would_read_as_markup_is_none
    the_address_is_that_of_the_document
    a_document_that_is_shown_nowhere_is_read
    a_document_of_xml_is_read
    options_count_for_documents_too
    a_document_is_read_after_a_trap
    // decluttering
    clutter_is_hidden_and_put_back_exactly
    what_is_hidden_is_a_matter_of_choice
    what_insists_on_being_seen_is_hidden_all_the_same
    rules_of_the_page_that_insist_give_way
    what_comes_late_is_hidden_too
    the_watch_leaves_itself_alone_and_stops_when_asked_to
    who_is_told_of_something_may_stop_the_watch_at_once
    a_frame_that_shows_another_page_is_left_alone
    open_shadow_trees_are_cleared_too_and_put_back
    what_custom_elements_bring_when_they_come_alive_is_hidden
    what_moves_into_a_shadow_tree_stays_hidden
    a_style_is_used_where_there_are_no_sheets_to_adopt
    a_policy_against_styles_does_not_stop_it
    a_page_that_sets_its_sheets_anew_does_not_show_clutter_again
    scripts_of_the_page_find_what_they_look_for
    a_dialog_goes_with_its_curtain_and_lets_the_page_scroll
    a_modal_dialog_leaves_the_page_to_its_reader
    dialogs_that_lay_over_each_other_are_opened_again_as_they_were
    a_dialog_that_its_page_opens_later_leaves_the_page_to_its_reader
    overlays_of_any_kind_are_lifted_when_asked_for
    a_document_that_is_shown_nowhere_is_decluttered
    elements_where_no_markup_would_put_them_do_not_confuse
    scripts_and_comments_that_would_read_as_markup_do_not_confuse
    two_at_work_do_not_disturb_each_other
    forms_and_controls_that_hide_properties_are_hidden_and_put_back
    what_goes_wrong_leaves_the_page_as_it_was
}
